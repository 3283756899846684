//! Where a modeller draws each table and fact.

use certplan_core::layer::Layer;

/// A cell of the drawing, from the left and from the top.
#[derive(Clone, Copy)]
pub(super) struct Place {
    column: u32,
    row: u32,
}

/// A rectangle, in the pixels of the drawing.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// The last column: the layers stand side by side as in a mirror.
const LAST: u32 = 5;

impl Place {
    /// A cell of the layer's half.
    pub(super) const fn of(layer: Layer, column: u32, row: u32) -> Self {
        match layer {
            Layer::Moc => Self { column, row },
            Layer::Kubernetes => Self { column: LAST - column, row },
        }
    }

    /// The cell of a fact that both layers read.
    pub(super) const fn of_fact(column: u32, row: u32) -> Self {
        Self { column, row }
    }

    pub(super) const fn bounds(self) -> Bounds {
        Bounds { x: 40 + 240 * self.column, y: 120 + 160 * self.row, width: 200, height: 80 }
    }
}
