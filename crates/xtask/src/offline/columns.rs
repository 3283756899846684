//! WebAssembly with its instructions taken apart: the codes of all instructions stand together, and so do their operands by kind.
//!
//! LZMA makes a module smaller by some 8 % in this order, since what stands side by side is of one kind. What the script can find again is
//! left out: the lengths of functions, each of which ends with its last `end`, and what instructions promise of the alignment of memory. That is a
//! hint, and the smallest promise is as right.

use anyhow::{Context as _, Result, bail, ensure};

/// The kinds of what stands in a column of its own, in the order of the columns; `unpack.js` has the same.
#[derive(Clone, Copy, Debug)]
enum Column {
    /// What is no instruction, and the operands of those that are rare.
    Other,
    /// The codes of the instructions.
    Codes,
    Blocks,
    Branches,
    Calls,
    /// Locals that are read.
    Gets,
    /// Locals that are written.
    Sets,
    /// Offsets in memory that is read.
    Loads,
    /// Offsets in memory that is written.
    Stores,
    Numbers,
    LongNumbers,
}

/// How many columns there are.
const COLUMNS: usize = 11;

/// A module in columns.
#[derive(Debug)]
pub(super) struct Columns {
    /// How many bytes stand before the length of the code, all in the first column.
    pub(super) head: usize,
    /// The bytes of each column.
    pub(super) columns: [Vec<u8>; COLUMNS],
}

/// Takes a module apart.
///
/// # Errors
/// It is no module with code, has an instruction that is not known here, or writes a number in another than the shortest way.
pub(super) fn of(module: &[u8]) -> Result<Columns> {
    let mut reader = Reader { rest: module, columns: Default::default() };
    let head = reader.head(module)?;
    let length = reader.length()?;
    let tail = reader.rest.len().checked_sub(length).context("the module ends within its code")?;
    for _ in 0..reader.number(Column::Other)? {
        reader.function()?;
    }
    ensure!(reader.rest.len() == tail, "the code of the module does not end where it should");
    reader.take(Column::Other, tail)?;
    Ok(Columns { head, columns: reader.columns })
}

/// What is left of the module, and what has been read of it.
struct Reader<'m> {
    rest: &'m [u8],
    columns: [Vec<u8>; COLUMNS],
}

impl<'m> Reader<'m> {
    /// Passes over the sections before the code, and the code's own identity; how many bytes that is.
    fn head(&mut self, module: &'m [u8]) -> Result<usize> {
        const PREAMBLE: usize = 8;
        const CODE: u8 = 10;
        self.rest = module.get(PREAMBLE..).context("this is no WebAssembly module")?;
        loop {
            let (&section, rest) = self.rest.split_first().context("the module has no code")?;
            self.rest = rest;
            if section == CODE {
                break;
            }
            let length = self.length()?;
            self.rest = self.rest.get(length..).context("a section of the module does not end")?;
        }
        let head = module.len() - self.rest.len();
        self.columns[Column::Other as usize].extend(&module[..head]);
        Ok(head)
    }

    fn function(&mut self) -> Result<()> {
        let length = self.length()?;
        let end = self.rest.len().checked_sub(length).context("a function does not end")?;
        for _ in 0..self.number(Column::Other)? {
            self.number(Column::Other)?;
            self.take(Column::Other, 1)?;
        }
        let mut depth = 1_u32;
        while depth > 0 {
            let code = self.take(Column::Codes, 1)?[0];
            match code {
                0x02..=0x04 => depth += 1,
                0x0b => depth -= 1,
                _ => {}
            }
            self.operands(code)?;
        }
        ensure!(self.rest.len() == end, "a function does not end where its length says");
        Ok(())
    }

    fn operands(&mut self, code: u8) -> Result<()> {
        let kinds: &[Column] = match code {
            0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => &[],
            0x02..=0x04 => &[Column::Blocks],
            0x0c | 0x0d => &[Column::Branches],
            0x0e => {
                // The last one is where no other fits.
                for _ in 0..=self.number(Column::Other)? {
                    self.number(Column::Other)?;
                }
                &[]
            }
            0x10 => &[Column::Calls],
            0x11 => &[Column::Other, Column::Other],
            0x20 => &[Column::Gets],
            0x21 | 0x22 => &[Column::Sets],
            0x23..=0x26 | 0x3f | 0x40 | 0xd0 | 0xd2 => &[Column::Other],
            0x28..=0x35 => {
                self.alignment()?;
                &[Column::Loads]
            }
            0x36..=0x3e => {
                self.alignment()?;
                &[Column::Stores]
            }
            0x41 => &[Column::Numbers],
            0x42 => &[Column::LongNumbers],
            0x43 => return self.take(Column::Other, 4).map(drop),
            0x44 => return self.take(Column::Other, 8).map(drop),
            0xfc => match self.number(Column::Other)? {
                0..=7 => &[],
                8 | 10 | 12 | 14 => &[Column::Other, Column::Other],
                9 | 11 | 13 | 15..=17 => &[Column::Other],
                kind => bail!("the module has an instruction that is not known here: 0xfc {kind}"),
            },
            code => bail!("the module has an instruction that is not known here: {code:#04x}"),
        };
        kinds.iter().try_for_each(|kind| self.number(*kind).map(drop))
    }

    /// A length that is not kept: the script finds it again, in the shortest way of writing it.
    fn length(&mut self) -> Result<usize> {
        let (bytes, value) = number(self.rest)?;
        ensure!(
            value == 0 && bytes == 1 || self.rest[bytes - 1] != 0,
            "a length of the module is longer than it must be"
        );
        self.rest = &self.rest[bytes..];
        usize::try_from(value).context("a length of the module is beyond all measure")
    }

    /// What is promised of an address, which is not kept; a larger number would say that there are several memories.
    fn alignment(&mut self) -> Result<()> {
        const LARGEST: u64 = 4;
        let (bytes, value) = number(self.rest)?;
        ensure!(
            value <= LARGEST,
            "an address of the module is aligned in a way that is not known here: {value}"
        );
        self.rest = &self.rest[bytes..];
        Ok(())
    }

    /// A number, which may be signed: then only where it ends counts.
    fn number(&mut self, column: Column) -> Result<u64> {
        let (bytes, value) = number(self.rest)?;
        self.take(column, bytes)?;
        Ok(value)
    }

    fn take(&mut self, column: Column, count: usize) -> Result<&'m [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count).context("the module ends too early")?;
        self.rest = rest;
        self.columns[column as usize].extend(taken);
        Ok(taken)
    }
}

/// How many bytes a number has, and its value: seven bits in each byte, the lowest first.
fn number(bytes: &[u8]) -> Result<(usize, u64)> {
    const MOST: usize = 10;
    let last = bytes
        .iter()
        .take(MOST)
        .position(|byte| byte & 0x80 == 0)
        .context("a number of the module does not end")?;
    let value = bytes[..=last].iter().rev().fold(0_u64, |value, byte| value << 7 | u64::from(byte & 0x7f));
    Ok((last + 1, value))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use walrus::ir::{BinaryOp, LoadKind, MemArg, StoreKind, UnaryOp, Value};
    use walrus::{FunctionBuilder, Module, ModuleConfig, ValType};

    /// A module with an instruction of every kind that has operands of its own, with one alignment.
    pub(in crate::offline) fn module(align: u32) -> Vec<u8> {
        let mut module = Module::with_config(ModuleConfig::new());
        let memory = module.memories.add_local(false, false, 1, None, None);
        let global = module.globals.add_local(
            ValType::I32,
            true,
            false,
            walrus::ConstExpr::Value(Value::I32(1 << 20)),
        );
        let table = module.tables.add_local(false, 1, None, walrus::RefType::FUNCREF);
        let word = MemArg { align, offset: 300 };
        let (i32_, i64_) = (ValType::I32, ValType::I64);
        let [x, y, z] = [i32_, i64_, i32_].map(|kind| module.locals.add(kind));
        let mut first = FunctionBuilder::new(&mut module.types, &[i32_], &[i32_]);
        first.func_body().loop_(None, |body| {
            let place = body.id();
            body.block(None, |inner| {
                let out = inner.id();
                inner.local_get(x).br_table(vec![out, place].into(), out);
            });
            body.i64_const(-1 << 40).local_set(y);
            body.f64_const(0.1).unop(UnaryOp::I32TruncSSatF64).local_tee(z).br_if(place);
            body.i32_const(-70_000).local_get(x).store(memory, StoreKind::I32 { atomic: false }, word);
            body.i32_const(0).f32_const(1.5).store(memory, StoreKind::F32, word);
            body.i32_const(1).i32_const(2).i32_const(3).memory_copy(memory, memory);
            body.i32_const(1).i32_const(2).i32_const(3).memory_fill(memory);
            body.ref_null(walrus::RefType::FUNCREF).i32_const(1).table_grow(table).drop();
            body.memory_size(memory).memory_grow(memory).global_set(global);
        });
        first
            .func_body()
            .local_get(x)
            .load(memory, LoadKind::I32 { atomic: false }, word)
            .global_get(global)
            .binop(BinaryOp::I32Add);
        let first = first.finish(vec![x], &mut module.funcs);
        let kind = module.funcs.get(first).ty();
        let given = module.locals.add(i32_);
        let mut second = FunctionBuilder::new(&mut module.types, &[i32_], &[i32_]);
        second.func_body().local_get(given).if_else(
            Some(i32_),
            |then| {
                then.local_get(given).call(first);
            },
            |other| {
                other.local_get(given).i32_const(0).call_indirect(kind, table);
            },
        );
        let second = second.finish(vec![given], &mut module.funcs);
        module.exports.add("second", second);
        module.data.add(walrus::DataKind::Passive, b"what follows the code".to_vec());
        module.emit_wasm()
    }

    #[test]
    fn every_byte_but_the_lengths_stands_in_one_column() {
        let module = module(1);
        let Columns { head, columns } = of(&module).unwrap();
        assert_eq!(columns[Column::Other as usize][..head], module[..head]);
        assert!(columns.iter().all(|column| !column.is_empty()), "{columns:?}");
        // Those of two functions and of the code, and three alignments.
        let lengths = 1 + 2 + 2 + 3;
        let all: usize = columns.iter().map(Vec::len).sum();
        assert!((module.len() - lengths..module.len()).contains(&all), "{all} of {}", module.len());
    }

    #[test]
    fn what_is_no_module_or_not_known_is_refused() {
        let mut module = module(1);
        for length in 0..module.len() - 30 {
            assert!(of(&module[..length]).is_err(), "{length}");
        }
        let [copy, vector] = [[0xfc, 10], [0xfd, 10]];
        let at = module.windows(2).position(|code| code == copy).unwrap();
        module[at..at + 2].copy_from_slice(&vector);
        assert!(of(&module).unwrap_err().to_string().ends_with("0xfd"));
    }
}
