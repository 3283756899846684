//! The one box: reads an input as what `certplan FILE` would read it as, and links of this page besides.

use certplan_core::symptom::text;
use certplan_export::facts;
use certplan_export::link::{self, Mode};
use certplan_inspect::{Kind, kind};

use crate::explain::explained;
use crate::protocol::{Answer, Named};
use crate::reader::{Context, Progress, Reader};

/// The most bytes of a link that was pasted.
const MAX_LINK: usize = 1 << 16;

impl Reader {
    /// Reads an input as what it is.
    ///
    /// # Errors
    ///
    /// It is a document of facts with a mistake in it: which.
    pub fn open(
        &mut self,
        named: &Named,
        bytes: &[u8],
        context: &Context<'_>,
        progress: Progress<'_>,
    ) -> Result<Answer, String> {
        if let Some(link) = pasted_link(bytes) {
            return Ok(Answer::Plan(link));
        }
        Ok(match kind(bytes) {
            Kind::Facts => {
                let facts = facts::read(&text(bytes)).map_err(|errors| errors.to_string())?;
                Answer::Plan(link::write(Mode::After, &facts, true))
            }
            Kind::Collected | Kind::Clusters | Kind::Certificates => {
                self.read_evidence(named, bytes, context, progress)
            }
            Kind::Fleet => {
                let name = match named {
                    Named::File(name) => name,
                    Named::Text => "text",
                };
                Answer::Fleet(self.fleet.read(name, bytes, context, progress))
            }
            _ => Answer::Explained(explained(bytes)),
        })
    }
}

/// The fragment of a link that was pasted.
fn pasted_link(bytes: &[u8]) -> Option<String> {
    if bytes.len() > MAX_LINK {
        return None;
    }
    let text = text(bytes);
    let text = text.trim();
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
        Reader::default().open(&Named::Text, text.as_bytes(), &context, &mut |_, _| ()).unwrap()
    }

    #[test]
    fn each_input_is_read_as_what_it_is() {
        let evidence = [
            "notAfter=Feb  5 21:19:44 2024 GMT\n",
            "PS C:\\> Get-AksHciCluster\r\n\r\nName : shop\r\nLoadBalancer : @{Count=1; Sku=HAProxy}\r\n",
            "shop\n",
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
    fn the_collectors_file_tells_facts_also_where_it_has_no_certificate() {
        let file = r#"{"schema":"certplan/evidence/1","collected_at":"2026-11-30T12:00:00Z","host":"a",
            "clusters":[{"name":"shop"}],"items":[]}"#;
        let Answer::Evidence(answer) = open(file) else { panic!("evidence") };
        let told = answer.collected.unwrap();
        assert!(answer.is_taken && answer.head.is_none() && !told.tells_length);
        assert!(told.link.contains("c=target.shop"), "{}", told.link);
    }

    #[test]
    fn facts_with_a_mistake_say_which() {
        let context = Context { now: "2026-11-25T00:00:00Z".parse().unwrap(), zone: &Utc };
        let facts = b"{\"schema\": \"certplan/facts/1\", \"shutdown_seconds\": -1}";
        let read = Reader::default().open(&Named::Text, facts, &context, &mut |_, _| ());
        assert!(read.is_err_and(|reason| reason.contains("-1")));
    }

    // As `certplan FILE` does: the reader of certificates says that there was a key and no certificate.
    #[test]
    fn a_key_alone_is_noticed_and_not_kept() {
        let answer = open("-----BEGIN PRIVATE KEY-----\nMARKED\n-----END PRIVATE KEY-----\n");
        let Answer::Evidence(answer) = answer else { panic!("the reader of certificates") };
        assert!(answer.is_taken && answer.said.ends_with("not kept."), "{}", answer.said);
        assert!(!serde_json::to_string(&answer).unwrap().contains("MARKED"));
    }
}
