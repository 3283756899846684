//! The tables as the markup of DMN 1.3.

use std::io::Result;

use certplan_core::source::{RULES_AS_OF, RULES_VERSION};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::diagram::{Bounds, Place};
use super::{Column, NOTES, Origin, Row, Table};

type Xml = Writer<Vec<u8>>;

pub(super) fn write(tables: &[Table]) -> String {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing into memory does not fail, and everything written is text.
    let _ = write_definitions(&mut xml, tables);
    String::from_utf8(xml.into_inner()).unwrap_or_default() + "\n"
}

fn write_definitions(xml: &mut Xml, tables: &[Table]) -> Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let attributes = [
        ("xmlns", "https://www.omg.org/spec/DMN/20191111/MODEL/"),
        ("xmlns:dmndi", "https://www.omg.org/spec/DMN/20191111/DMNDI/"),
        ("xmlns:dc", "http://www.omg.org/spec/DMN/20180521/DC/"),
        ("xmlns:di", "http://www.omg.org/spec/DMN/20180521/DI/"),
        ("id", "certplan"),
        ("name", &format!("Certplan rules {RULES_VERSION}")),
        ("namespace", &format!("urn:certplan:rules:{RULES_VERSION}")),
        ("exporter", "certplan"),
    ];
    element(xml, "definitions", &attributes, |xml| {
        let checked = format!("Checked against their sources on {RULES_AS_OF}.");
        text(xml, "description", &[], &checked)?;
        let facts = facts(tables);
        for fact in &facts {
            let name = fact.name.as_str();
            element(xml, "inputData", &[("id", name), ("name", name)], |xml| {
                let id = format!("{name}_variable");
                empty(xml, "variable", &[("id", &id), ("name", name), ("typeRef", "string")])
            })?;
        }
        tables.iter().try_for_each(|table| write_decision(xml, table))?;
        write_diagram(xml, tables, &facts)
    })
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

fn write_decision(xml: &mut Xml, table: &Table) -> Result<()> {
    let name = table.name.as_str();
    element(xml, "decision", &[("id", name), ("name", name)], |xml| {
        text(xml, "description", &[], &table.title)?;
        let id = format!("{name}_variable");
        let mut variable = vec![("id", id.as_str()), ("name", name)];
        if table.outputs.len() == 1 {
            variable.push(("typeRef", "string"));
        }
        empty(xml, "variable", &variable)?;
        for input in &table.inputs {
            let required = match input.origin {
                Origin::Given(_) => "requiredInput",
                Origin::Decided => "requiredDecision",
            };
            let id = requirement(table, input);
            element(xml, "informationRequirement", &[("id", &id)], |xml| {
                empty(xml, required, &[("href", &format!("#{}", input.name))])
            })?;
        }
        let id = format!("{name}_table");
        element(xml, "decisionTable", &[("id", &id), ("hitPolicy", "UNIQUE")], |xml| write_table(xml, table))
    })
}

fn write_table(xml: &mut Xml, table: &Table) -> Result<()> {
    let Table { name, inputs, outputs, rows, .. } = table;
    for Column { name: fact, values, .. } in inputs {
        let id = format!("{name}_reads_{fact}");
        element(xml, "input", &[("id", &id), ("label", fact)], |xml| {
            let id = format!("{name}_asks_{fact}");
            in_text(xml, "inputExpression", &[("id", &id), ("typeRef", "string")], fact)?;
            in_text(xml, "inputValues", &[("id", &format!("{name}_knows_{fact}"))], &literals(values))
        })?;
    }
    for Column { name: result, values, .. } in outputs {
        let id = format!("{name}_says_{result}");
        let attributes = [("id", id.as_str()), ("name", result), ("label", result), ("typeRef", "string")];
        if values.is_empty() {
            empty(xml, "output", &attributes)?;
        } else {
            element(xml, "output", &attributes, |xml| {
                in_text(xml, "outputValues", &[("id", &format!("{name}_can_say"))], &literals(values))
            })?;
        }
    }
    NOTES.iter().try_for_each(|note| empty(xml, "annotation", &[("name", note)]))?;
    rows.iter().zip(1..).try_for_each(|(row, number)| write_row(xml, &format!("{name}_row_{number}"), row))
}

fn write_row(xml: &mut Xml, id: &str, row: &Row) -> Result<()> {
    element(xml, "rule", &[("id", id)], |xml| {
        if !row.why.is_empty() {
            text(xml, "description", &[], row.why)?;
        }
        for (values, number) in row.when.iter().zip(1..) {
            let test = if values.is_empty() { "-".into() } else { literals(values) };
            in_text(xml, "inputEntry", &[("id", &format!("{id}_if_{number}"))], &test)?;
        }
        for (result, number) in row.then.iter().zip(1..) {
            let result = result.as_deref().map_or("null".into(), literal);
            in_text(xml, "outputEntry", &[("id", &format!("{id}_then_{number}"))], &result)?;
        }
        row.notes.iter().try_for_each(|note| in_text(xml, "annotationEntry", &[], note))
    })
}

/// Values as a test of the expression language: any of them.
fn literals(values: &[&str]) -> String {
    values.iter().map(|value| literal(value)).collect::<Vec<_>>().join(", ")
}

fn literal(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn write_diagram(xml: &mut Xml, tables: &[Table], facts: &[&Column]) -> Result<()> {
    element(xml, "dmndi:DMNDI", &[], |xml| {
        element(xml, "dmndi:DMNDiagram", &[("id", "diagram")], |xml| {
            for fact in facts {
                if let Some(place) = place(tables, fact) {
                    write_shape(xml, &fact.name, place.bounds())?;
                }
            }
            tables.iter().try_for_each(|table| write_shape(xml, &table.name, table.place.bounds()))?;
            for table in tables {
                for input in &table.inputs {
                    if let Some(from) = place(tables, input) {
                        let id = requirement(table, input);
                        write_edge(xml, &id, from.bounds(), table.place.bounds())?;
                    }
                }
            }
            Ok(())
        })
    })
}

/// The id of what a table needs.
fn requirement(table: &Table, input: &Column) -> String {
    format!("{}_needs_{}", table.name, input.name)
}

/// Where a value comes from: the place of the fact, or of the table that decides it.
fn place(tables: &[Table], input: &Column) -> Option<Place> {
    match input.origin {
        Origin::Given(place) => Some(place),
        Origin::Decided => tables.iter().find(|table| table.name == input.name).map(|table| table.place),
    }
}

fn write_shape(xml: &mut Xml, name: &str, bounds: Bounds) -> Result<()> {
    let id = format!("{name}_shape");
    element(xml, "dmndi:DMNShape", &[("id", &id), ("dmnElementRef", name)], |xml| {
        let [x, y, width, height] =
            [bounds.x, bounds.y, bounds.width, bounds.height].map(|number| number.to_string());
        empty(xml, "dc:Bounds", &[("x", &x), ("y", &y), ("width", &width), ("height", &height)])
    })
}

/// From the upper side of what is needed to the lower side of what needs it.
fn write_edge(xml: &mut Xml, requirement: &str, from: Bounds, to: Bounds) -> Result<()> {
    let id = format!("{requirement}_edge");
    element(xml, "dmndi:DMNEdge", &[("id", &id), ("dmnElementRef", requirement)], |xml| {
        let ends = [(from.x + from.width / 2, from.y), (to.x + to.width / 2, to.y + to.height)];
        ends.iter()
            .try_for_each(|(x, y)| empty(xml, "di:waypoint", &[("x", &x.to_string()), ("y", &y.to_string())]))
    })
}

/// An element with elements in it.
fn element(
    xml: &mut Xml,
    name: &str,
    attributes: &[(&str, &str)],
    content: impl FnOnce(&mut Xml) -> Result<()>,
) -> Result<()> {
    xml.create_element(name).with_attributes(attributes.iter().copied()).write_inner_content(content)?;
    Ok(())
}

/// An element with a text in it.
fn text(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], text: &str) -> Result<()> {
    let element = xml.create_element(name).with_attributes(attributes.iter().copied());
    element.write_text_content(BytesText::new(text))?;
    Ok(())
}

/// An element whose text is in an element of its own.
fn in_text(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], content: &str) -> Result<()> {
    element(xml, name, attributes, |xml| text(xml, "text", &[], content))
}

/// An element without content.
fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> Result<()> {
    xml.create_element(name).with_attributes(attributes.iter().copied()).write_empty()?;
    Ok(())
}
