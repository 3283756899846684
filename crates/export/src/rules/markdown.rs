//! The rule-set as Markdown: the book's reference page, and each of its tables alone.

use core::fmt::{Result, Write};

use certplan_core::source::SOURCES;

use super::{
    CommandRow, ConflictRow, CredentialRow, PlaybookRow, PortRow, RuleRow, RulesDocument, TreatmentRow,
};
use crate::document::SourceDocument;

/// A table of the rule-set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Table {
    /// What the length of a shutdown says.
    Shutdown,
    /// What the time since the last update says.
    Update,
    /// Which command repairs which layer of which cluster.
    Commands,
    /// When a repair is run.
    Treatment,
    /// The credentials and how long each lives.
    Credentials,
    /// The one full order of steps.
    Playbook,
    /// The ports that decide what a message is about.
    Ports,
    /// Where the sources disagree or are silent.
    Conflicts,
    /// Every source.
    Sources,
}

/// Where a table is put, which decides where its links lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The reference page, which has every source as an entry.
    Reference,
    /// Any other page: its headings stay its own, and a source is linked directly.
    Elsewhere,
}

/// The rule-set as Markdown: the book's reference page.
pub fn markdown() -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = write_page(&mut text, &RulesDocument::new());
    text
}

fn write_page(out: &mut String, rules: &RulesDocument) -> Result {
    writeln!(
        out,
        "# Rules\n\nRule-set {}, checked against its sources on {}.\n",
        rules.version, rules.as_of
    )?;
    writeln!(
        out,
        "A layer is affected when either of the first two tables says so. A dash leaves it to the other table."
    )?;
    for table in Table::ALL {
        writeln!(out, "\n## {}", table.heading())?;
        table.write(out, rules, Place::Reference)?;
    }
    Ok(())
}

impl Table {
    /// Every table, in the order of the reference page.
    pub const ALL: [Self; 9] = [
        Self::Shutdown,
        Self::Update,
        Self::Commands,
        Self::Treatment,
        Self::Credentials,
        Self::Playbook,
        Self::Ports,
        Self::Conflicts,
        Self::Sources,
    ];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shutdown => "shutdown",
            Self::Update => "update",
            Self::Commands => "commands",
            Self::Treatment => "treatment",
            Self::Credentials => "credentials",
            Self::Playbook => "playbook",
            Self::Ports => "ports",
            Self::Conflicts => "conflicts",
            Self::Sources => "sources",
        }
    }

    /// The table as Markdown for any page: without headings, and with links to the sources themselves.
    pub fn markdown(self) -> String {
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = self.write(&mut text, &RulesDocument::new(), Place::Elsewhere);
        text.trim().to_owned()
    }

    const fn heading(self) -> &'static str {
        match self {
            Self::Shutdown => "Length of the shutdown",
            Self::Update => "Time since the last update",
            Self::Commands => "Commands",
            Self::Treatment => "When a repair runs",
            Self::Credentials => "Credentials",
            Self::Playbook => "Playbook",
            Self::Ports => "Ports",
            Self::Conflicts => "Conflicts and gaps",
            Self::Sources => "Sources",
        }
    }

    fn write(self, out: &mut String, rules: &RulesDocument, place: Place) -> Result {
        match self {
            Self::Shutdown => facts(out, &rules.shutdown, place),
            Self::Update => facts(out, &rules.since_update, place),
            Self::Commands => commands(out, &rules.commands, place),
            Self::Treatment => treatment(out, &rules.treatment, place),
            Self::Credentials => credentials(out, &rules.credentials, place),
            Self::Playbook => playbook(out, &rules.playbook, place),
            Self::Ports => ports(out, &rules.ports, place),
            Self::Conflicts => conflicts(out, &rules.conflicts, place),
            Self::Sources => sources(out, &rules.sources, place),
        }
    }
}

fn facts(out: &mut String, rows: &[RuleRow], place: Place) -> Result {
    head(out, &["Rule", "Cases", "MOC", "Kubernetes", "Strength", "Why", "Source"])?;
    for row in rows {
        writeln!(
            out,
            "| `{}` | {} | {} | {} | {}{} | {} | {} |",
            row.id,
            row.cases.join(", "),
            row.moc.unwrap_or("-"),
            row.kubernetes.unwrap_or("-"),
            row.strength,
            if row.boundary { ", at the limit" } else { "" },
            row.why,
            cited(&[row.source], place),
        )?;
    }
    Ok(())
}

fn commands(out: &mut String, rows: &[CommandRow], place: Place) -> Result {
    head(out, &["Cluster", "Layer", "Command", "Source"])?;
    for row in rows {
        let command = row.command.as_ref().map_or("none".into(), |command| format!("`{command}`"));
        let (clusters, layers) = (row.clusters.join(", "), row.layers.join(", "));
        writeln!(out, "| {clusters} | {layers} | {command} | {} |", cited(&[row.source], place))?;
    }
    Ok(())
}

fn treatment(out: &mut String, rows: &[TreatmentRow], place: Place) -> Result {
    writeln!(
        out,
        "\nThe documents' verdict is never changed. Certificate lifetimes decide whether its repair always runs, or only \
         where its check fails."
    )?;
    anchored(out, "treatment", place, |out| {
        head(out, &["Verdict", "Outlook", "The repair runs", "Basis"])?;
        for TreatmentRow { verdict, outlook, when, rests_on } in rows {
            let (when, ground) = (when.unwrap_or("not in the plan"), rests_on.unwrap_or("-"));
            writeln!(out, "| {} | {} | {when} | {ground} |", verdict.join(", "), outlook.join(", "))?;
        }
        Ok(())
    })
}

fn credentials(out: &mut String, rows: &[CredentialRow], place: Place) -> Result {
    anchored(out, "credentials", place, |out| {
        head(
            out,
            &[
                "Credential",
                "Builds",
                "Represents",
                "Lifetime",
                "Left at the shutdown",
                "Renewal",
                "When it expires",
                "Strength",
                "Sources",
            ],
        )?;
        for row in rows {
            let builds = if row.builds.len() > 1 { "all".into() } else { row.builds.join(", ") };
            let speaks_for = row.speaks_for.unwrap_or("none, pointed out");
            let life = row.life.as_deref().unwrap_or("not documented");
            let CredentialRow { id, name, left, renewal, breaks, strength, .. } = row;
            // Another page includes this table, and has no entries of sources.
            let sources =
                if place == Place::Reference { row.sources.join(", ") } else { cited(&row.sources, place) };
            writeln!(
                out,
                "| `{id}`: {name} | {builds} | {speaks_for} | {life} | {left} | {renewal} | {breaks} | {strength} | {sources} |"
            )?;
        }
        Ok(())
    })
}

fn playbook(out: &mut String, rows: &[PlaybookRow], place: Place) -> Result {
    writeln!(out, "\nThe one full order. A plan leaves out what does not apply.")?;
    head(out, &["Step", "Part", "Once for each", "Effect", "What", "Command", "Sources"])?;
    for row in rows {
        let PlaybookRow { id, phase, scope, effect, title, command, .. } = row;
        let sources = cited(&row.sources, place);
        writeln!(out, "| `{id}` | {phase} | {scope} | {effect} | {title} | `{command}` | {sources} |")?;
    }
    Ok(())
}

fn ports(out: &mut String, rows: &[PortRow], place: Place) -> Result {
    head(out, &["Port", "What answers there", "Sources"])?;
    for PortRow { number, answers, sources } in rows {
        writeln!(out, "| {number} | {answers} | {} |", cited(sources, place))?;
    }
    Ok(())
}

fn conflicts(out: &mut String, rows: &[ConflictRow], place: Place) -> Result {
    for row in rows {
        match place {
            Place::Reference => writeln!(out, "\n### {}\n", row.title)?,
            Place::Elsewhere => writeln!(out, "\n**{}**\n", row.title)?,
        }
        for (source, claim) in &row.claims {
            writeln!(out, "- {}: {claim}", cited(&[source], place))?;
        }
        writeln!(out, "- Here: {}", row.ruling)?;
    }
    Ok(())
}

fn sources(out: &mut String, rows: &[SourceDocument], place: Place) -> Result {
    if place == Place::Elsewhere {
        head(out, &["Source", "Date", "Strength"])?;
    }
    for SourceDocument { id, title, url, as_of, strength, strength_words, .. } in rows {
        match place {
            Place::Reference => writeln!(out, "\n### {id}\n\n[{title}]({url}), {as_of}, {strength_words}")?,
            Place::Elsewhere => writeln!(out, "| [{title}]({url}) | {as_of} | {strength} |")?,
        }
    }
    Ok(())
}

/// The head of a table after a blank line.
fn head(out: &mut String, columns: &[&str]) -> Result {
    writeln!(out, "\n| {} |\n|{}", columns.join(" | "), "---|".repeat(columns.len()))
}

/// On the reference page, what other pages of the book include by this name.
fn anchored(out: &mut String, name: &str, place: Place, write: impl FnOnce(&mut String) -> Result) -> Result {
    if place == Place::Elsewhere {
        return write(out);
    }
    writeln!(out, "\n<!-- ANCHOR: {name} -->")?;
    write(out)?;
    writeln!(out, "\n<!-- ANCHOR_END: {name} -->")
}

/// Links to these sources.
fn cited(ids: &[&str], place: Place) -> String {
    let link = |id: &&str| match place {
        Place::Reference => format!("[{id}](#{id})"),
        Place::Elsewhere => match SOURCES.iter().find(|source| source.id == *id) {
            Some(source) => format!("[{id}]({})", source.url),
            None => (*id).to_owned(),
        },
    };
    ids.iter().map(link).collect::<Vec<_>>().join(", ")
}
