//! The one box: finds out what an input is.
//!
//! Certificates and lists of clusters are recognised by their content, facts by their schema, deployments by a header or
//! objects of which at least one can be used. Everything else is explained as an error message.

use certplan_core::symptom::text;
use certplan_export::facts;
use certplan_export::link::{self, Mode};

use crate::explain::explained;
use crate::protocol::{Answer, Named};
use crate::reader::{Context, Progress, Reader};

/// The most bytes of a document of facts.
const MAX_FACTS: usize = 1 << 20;

impl Reader {
    /// Reads an input as what it is.
    pub fn open(
        &mut self,
        named: &Named,
        bytes: &[u8],
        context: &Context<'_>,
        progress: Progress<'_>,
    ) -> Answer {
        if let Some((said, is_taken)) = self.evidence.read_if_any(named, bytes, progress) {
            return Answer::Evidence(crate::protocol::EvidenceAnswer {
                said,
                is_taken,
                ..self.evidence.answer(context.now)
            });
        }
        if let Some(link) = plan_link(bytes) {
            return Answer::Plan(link);
        }
        let name = match named {
            Named::File(name) => name,
            Named::Text => "text",
        };
        match self.fleet.read_if_any(name, bytes, context, progress) {
            Some(answer) => Answer::Fleet(answer),
            None => Answer::Explained(explained(bytes)),
        }
    }
}

/// The link to the plan of a document of facts, or of a link that was pasted.
fn plan_link(bytes: &[u8]) -> Option<String> {
    if bytes.len() > MAX_FACTS {
        return None;
    }
    let text = text(bytes);
    let text = text.trim();
    if text.starts_with('{') {
        return Some(link::write(Mode::After, &facts::read(text).ok()?, true));
    }
    let fragment = &text[text.find("#/")?..];
    let is_link =
        !text.contains(char::is_whitespace) && link::parse(fragment).is_some_and(|linked| linked.is_ok());
    is_link.then(|| fragment.to_owned())
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::Utc;

    use super::*;

    fn open(text: &str) -> Answer {
        let context = Context { now: "2026-11-25T00:00:00Z".parse().unwrap(), zone: &Utc };
        Reader::default().open(&Named::Text, text.as_bytes(), &context, &mut |_, _| ())
    }

    #[test]
    fn each_input_is_read_as_what_it_is() {
        let evidence = [
            "notAfter=Feb  5 21:19:44 2024 GMT\n",
            "PS C:\\> Get-AksHciCluster\r\n\r\nName : shop\r\nLoadBalancer : @{Count=1; Sku=HAProxy}\r\n",
        ];
        for text in evidence {
            assert!(matches!(open(text), Answer::Evidence(answer) if answer.is_taken), "{text}");
        }
        let fleet = "{\"deployment\": \"kiel\", \"cluster\": \"shop\", \"shutdown\": \"45d\"}\n";
        assert!(
            matches!(open(fleet), Answer::Fleet(answer) if answer.said.starts_with("text: 1 deployment"))
        );
        let facts = "{\"schema\": \"certplan/facts/1\", \"shutdown_seconds\": 864000}";
        assert!(matches!(open(facts), Answer::Plan(link) if link.contains("off=864000")));
        let link = "https://a.example/certplan/#/after?v=1&rules=1&off=864000&updated=unknown&c=management&build=unknown";
        assert!(matches!(open(link), Answer::Plan(found) if link.ends_with(&found)));
        for text in ["Error: Valid Token Required", "good morning", "", "{\"level\": \"error\"}"] {
            assert!(matches!(open(text), Answer::Explained(_)), "{text}");
        }
    }

    #[test]
    fn a_key_alone_is_noticed_and_not_kept() {
        let Answer::Explained(explained) =
            open("-----BEGIN PRIVATE KEY-----\nMARKED\n-----END PRIVATE KEY-----\n")
        else {
            panic!("a key is no certificate");
        };
        assert!(explained.held_secret);
    }
}
