//! The tables as the markup of DMN 1.3.

use core::fmt::{Result, Write};

use certplan_core::source::{RULES_AS_OF, RULES_VERSION};

use super::diagram::{Bounds, Place};
use super::{Column, NOTES, Origin, Row, Table};
use crate::html::Escaped;

pub(super) fn write(tables: &[Table]) -> String {
    let mut xml = String::new();
    // Writing into a string does not fail.
    let _ = write_definitions(&mut xml, tables);
    xml
}

fn write_definitions(out: &mut String, tables: &[Table]) -> Result {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/" id="certplan" name="Certplan rules {RULES_VERSION}" namespace="urn:certplan:rules:{RULES_VERSION}" exporter="certplan">"#
    )?;
    writeln!(out, "  <description>Held against their sources on {RULES_AS_OF}.</description>")?;
    let facts = facts(tables);
    for fact in &facts {
        let name = &fact.name;
        writeln!(out, r#"  <inputData id="{name}" name="{name}">"#)?;
        writeln!(out, r#"    <variable id="{name}_variable" name="{name}" typeRef="string"/>"#)?;
        writeln!(out, "  </inputData>")?;
    }
    for table in tables {
        write_decision(out, table)?;
    }
    write_diagram(out, tables, &facts)?;
    writeln!(out, "</definitions>")
}

/// The facts that the one who asks gives, each once.
fn facts(tables: &[Table]) -> Vec<&Column> {
    let mut facts: Vec<&Column> = Vec::new();
    for input in tables.iter().flat_map(|table| &table.inputs) {
        if matches!(input.origin, Origin::Given(_)) && facts.iter().all(|known| known.name != input.name) {
            facts.push(input);
        }
    }
    facts
}

fn write_decision(out: &mut String, table: &Table) -> Result {
    let Table { name, title, inputs, outputs, rows, .. } = table;
    writeln!(out, r#"  <decision id="{name}" name="{name}">"#)?;
    writeln!(out, "    <description>{}</description>", Escaped(title))?;
    let result = if outputs.len() == 1 { r#" typeRef="string""# } else { "" };
    writeln!(out, r#"    <variable id="{name}_variable" name="{name}"{result}/>"#)?;
    for input in inputs {
        let required = match input.origin {
            Origin::Given(_) => "requiredInput",
            Origin::Decided => "requiredDecision",
        };
        let needed = &input.name;
        writeln!(
            out,
            r##"    <informationRequirement id="{name}_needs_{needed}"><{required} href="#{needed}"/></informationRequirement>"##
        )?;
    }
    writeln!(out, r#"    <decisionTable id="{name}_table" hitPolicy="UNIQUE">"#)?;
    for input in inputs {
        let (fact, values) = (&input.name, Escaped(&literals(&input.values)).to_string());
        writeln!(out, r#"      <input id="{name}_reads_{fact}" label="{fact}">"#)?;
        writeln!(
            out,
            r#"        <inputExpression id="{name}_asks_{fact}" typeRef="string"><text>{fact}</text></inputExpression>"#
        )?;
        writeln!(
            out,
            r#"        <inputValues id="{name}_knows_{fact}"><text>{values}</text></inputValues>"#
        )?;
        writeln!(out, "      </input>")?;
    }
    for output in outputs {
        let said = &output.name;
        write!(
            out,
            r#"      <output id="{name}_says_{said}" name="{said}" label="{said}" typeRef="string""#
        )?;
        if output.values.is_empty() {
            writeln!(out, "/>")?;
        } else {
            let values = Escaped(&literals(&output.values)).to_string();
            writeln!(
                out,
                r#"><outputValues id="{name}_can_say"><text>{values}</text></outputValues></output>"#
            )?;
        }
    }
    for note in NOTES {
        writeln!(out, r#"      <annotation name="{note}"/>"#)?;
    }
    for (place, row) in rows.iter().enumerate() {
        write_row(out, &format!("{name}_row_{}", place + 1), row)?;
    }
    writeln!(out, "    </decisionTable>")?;
    writeln!(out, "  </decision>")
}

fn write_row(out: &mut String, id: &str, row: &Row) -> Result {
    writeln!(out, r#"      <rule id="{id}">"#)?;
    if !row.why.is_empty() {
        writeln!(out, "        <description>{}</description>", Escaped(row.why))?;
    }
    for (place, values) in row.when.iter().enumerate() {
        let test = if values.is_empty() { "-".into() } else { literals(values) };
        writeln!(
            out,
            r#"        <inputEntry id="{id}_if_{}"><text>{}</text></inputEntry>"#,
            place + 1,
            Escaped(&test)
        )?;
    }
    for (place, result) in row.then.iter().enumerate() {
        let result = result.as_deref().map_or("null".into(), literal);
        writeln!(
            out,
            r#"        <outputEntry id="{id}_then_{}"><text>{}</text></outputEntry>"#,
            place + 1,
            Escaped(&result)
        )?;
    }
    for note in row.notes {
        writeln!(out, "        <annotationEntry><text>{}</text></annotationEntry>", Escaped(note))?;
    }
    writeln!(out, "      </rule>")
}

/// Values as a test of the expression language: any of them.
fn literals(values: &[&str]) -> String {
    values.iter().map(|value| literal(value)).collect::<Vec<_>>().join(", ")
}

fn literal(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn write_diagram(out: &mut String, tables: &[Table], facts: &[&Column]) -> Result {
    writeln!(out, "  <dmndi:DMNDI>")?;
    writeln!(out, r#"    <dmndi:DMNDiagram id="diagram">"#)?;
    for fact in facts {
        if let Some(place) = place(tables, fact) {
            write_shape(out, &fact.name, place.bounds())?;
        }
    }
    for table in tables {
        write_shape(out, &table.name, table.place.bounds())?;
    }
    for table in tables {
        for input in &table.inputs {
            if let Some(from) = place(tables, input) {
                let requirement = format!("{}_needs_{}", table.name, input.name);
                write_edge(out, &requirement, from.bounds(), table.place.bounds())?;
            }
        }
    }
    writeln!(out, "    </dmndi:DMNDiagram>")?;
    writeln!(out, "  </dmndi:DMNDI>")
}

/// Where a value comes from: the place of the fact, or of the table that decides it.
fn place(tables: &[Table], input: &Column) -> Option<Place> {
    match input.origin {
        Origin::Given(place) => Some(place),
        Origin::Decided => tables.iter().find(|table| table.name == input.name).map(|table| table.place),
    }
}

fn write_shape(out: &mut String, name: &str, bounds: Bounds) -> Result {
    let Bounds { x, y, width, height } = bounds;
    writeln!(out, r#"      <dmndi:DMNShape id="{name}_shape" dmnElementRef="{name}">"#)?;
    writeln!(out, r#"        <dc:Bounds x="{x}" y="{y}" width="{width}" height="{height}"/>"#)?;
    writeln!(out, "      </dmndi:DMNShape>")
}

/// From the upper side of what is needed to the lower side of what needs it.
fn write_edge(out: &mut String, requirement: &str, from: Bounds, to: Bounds) -> Result {
    writeln!(out, r#"      <dmndi:DMNEdge id="{requirement}_edge" dmnElementRef="{requirement}">"#)?;
    writeln!(out, r#"        <di:waypoint x="{}" y="{}"/>"#, from.x + from.width / 2, from.y)?;
    writeln!(out, r#"        <di:waypoint x="{}" y="{}"/>"#, to.x + to.width / 2, to.y + to.height)?;
    writeln!(out, "      </dmndi:DMNEdge>")
}
