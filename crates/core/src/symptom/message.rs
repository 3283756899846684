//! Cuts a paste into its messages.
//!
//! A paste is many things one after another: prompts, records of PowerShell, lines of klog and journald, JSON, plain words.
//! Parts of one message belong together; parts of two do not.

/// The messages of a text, each with its line ends, in order. What a prompt ran is at the beginning of every message it printed.
pub(super) fn messages(text: &str) -> Vec<String> {
    let mut cut = Cut::default();
    for line in text.split_inclusive('\n') {
        for piece in records(line) {
            cut.add(piece);
        }
    }
    cut.end();
    cut.messages
}

/// Whether a message has the head that programs of Kubernetes write: `E1120 08:15:02.120347       1 file.go:73]`.
pub(super) fn is_kubernetes_log(message: &str) -> bool {
    message.match_indices(['I', 'W', 'E', 'F']).any(|(at, _)| is_klog_head(&message[at..]))
}

#[derive(Default)]
struct Cut {
    messages: Vec<String>,
    /// What the last prompt ran.
    command: String,
    /// The message that is open, without the command.
    open: String,
    /// Whether the open message is a PowerShell record whose last line has come.
    record_has_ended: bool,
    /// How many brackets of JSON are open, where the open message is JSON.
    depth: usize,
}

impl Cut {
    fn add(&mut self, line: &str) {
        let bare = unquoted(line);
        if bare.is_empty() {
            self.blank();
            return;
        }
        if is_prompt(bare) {
            self.end();
            self.command = String::from(bare);
            if !self.command.ends_with('\n') {
                self.command.push('\n');
            }
            return;
        }
        let is_indented = line.starts_with([' ', '\t']);
        let ends_record = self.record_has_ended && !is_indented;
        // Lines inside an object of JSON are indented.
        let may_begin = self.depth == 0 || !is_indented;
        if may_begin && (ends_record || begins(bare, is_indented, &self.open)) {
            self.end_message();
        }
        let opens_json = self.open.is_empty() && (is_json(bare) || bare == "{");
        let is_json = opens_json || self.depth > 0;
        self.record_has_ended |=
            bare.starts_with("+ FullyQualifiedErrorId") || bare.starts_with("FullyQualifiedErrorId");
        self.open.push_str(line);
        if is_json {
            self.count_brackets(bare);
            if self.depth == 0 {
                self.end_message();
            }
        }
    }

    /// Counts what a line opens and closes.
    fn count_brackets(&mut self, line: &str) {
        let count = |mark| line.matches(mark).count();
        self.depth = (self.depth + count('{') + count('[')).saturating_sub(count('}') + count(']'));
    }

    /// An empty line ends a message, and, after some output, what a prompt ran.
    fn blank(&mut self) {
        if !self.open.is_empty() {
            self.end_message();
            self.command.clear();
        }
    }

    /// Ends the open message.
    fn end_message(&mut self) {
        if !self.open.is_empty() {
            let mut message = self.command.clone();
            message.push_str(&self.open);
            self.messages.push(message);
            self.open.clear();
        }
        self.depth = 0;
        self.record_has_ended = false;
    }

    /// Ends everything that a prompt began; a command that printed nothing is a message of its own.
    fn end(&mut self) {
        let printed = !self.open.is_empty();
        let count = self.messages.len();
        self.end_message();
        if !printed
            && !self.command.is_empty()
            && self.messages.last().is_none_or(|last| !last.starts_with(&self.command))
        {
            self.messages.push(std::mem::take(&mut self.command));
        }
        debug_assert!(self.messages.len() <= count + 1, "at most one message ends here");
        self.command.clear();
    }
}

/// The line without white space and the marks of quoted lines around it.
fn unquoted(line: &str) -> &str {
    let mut bare = line.trim();
    while let Some(rest) = bare.strip_prefix(['>', '|']) {
        // `>` ends a prompt too, but it never begins one.
        bare = rest.trim_start();
    }
    bare
}

/// The records of one line: chats put several lines of klog into one.
fn records(line: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    let mut cuts = Vec::new();
    let heads = line.match_indices([' ', '\t']).filter(|(at, _)| is_klog_head(&line[at + 1..]));
    for (at, _) in heads {
        let before = line[..at].trim_end();
        // The head of another log, a colon of journald or a stream's name, comes before the first one.
        let is_first = !line[from..at]
            .match_indices(['I', 'W', 'E', 'F'])
            .any(|(head, _)| is_klog_head(&line[from + head..]));
        if !(is_first && (before.is_empty() || before.ends_with([':', 'F', 'P', '|', ']', '"']))) {
            cuts.push(&line[from..=at]);
            from = at + 1;
        }
    }
    cuts.push(&line[from..]);
    cuts.into_iter()
}

/// `E1120 08:15:02.120347` and what follows it, up to the bracket after the file and its line.
fn is_klog_head(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits =
        |range: std::ops::Range<usize>| bytes.get(range).is_some_and(|it| it.iter().all(u8::is_ascii_digit));
    matches!(bytes.first(), Some(b'I' | b'W' | b'E' | b'F'))
        && digits(1..5)
        && bytes.get(5) == Some(&b' ')
        && digits(6..8)
        && bytes.get(8) == Some(&b':')
        && digits(9..11)
        && bytes.get(11) == Some(&b':')
}

/// Whether a line begins a message of its own.
fn begins(line: &str, is_indented: bool, open: &str) -> bool {
    is_klog_head(line)
        || is_dated(line)
        || is_syslog(line)
        || has_level(line)
        || is_event(line)
        || !is_indented && (is_json(line) || line == "{" || is_record(line) || is_said_by_kubectl(line, open))
}

/// `2026-11-20T08:15:02Z`, `2026/11/20 08:15:02`, also in brackets.
fn is_dated(line: &str) -> bool {
    let line = line.trim_start_matches(['[', '"']);
    let bytes = line.as_bytes();
    let is_shaped = |shape: &[u8]| {
        bytes.len() >= shape.len()
            && shape.iter().zip(bytes).all(|(shape, byte)| match shape {
                b'0' => byte.is_ascii_digit(),
                b'-' => matches!(byte, b'-' | b'/'),
                b'T' => matches!(byte, b'T' | b' ' | b't'),
                other => other == byte,
            })
    };
    is_shaped(b"0000-00-00T00:00")
        || is_shaped(b"00-00-0000T00:00")
        || is_shaped(b"00:00:00 ")
        || is_shaped(b"00:00:00.0")
}

/// `Nov 20 08:00:01 host program[3094]:`.
fn is_syslog(line: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ", "Jul ", "Aug ", "Sep ", "Oct ", "Nov ", "Dec "];
    let mut words = line.split_ascii_whitespace().skip(1);
    let is_day = |word: &str| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_time = |word: &str| word.len() >= 8 && word.as_bytes()[2] == b':' && word.as_bytes()[5] == b':';
    MONTHS.iter().any(|month| line.starts_with(month))
        && words.next().is_some_and(is_day)
        && words.next().is_some_and(is_time)
}

/// A line that begins with its level or its fields: `level=error`, `time="..."`, `ERRO[0000]`, `DEBU `.
fn has_level(line: &str) -> bool {
    [
        "level=", "time=", "ts=", "INFO[", "WARN[", "ERRO[", "FATA[", "DEBU[", "DEBU ", "ERRO ", "[ERROR]",
        "[WARN", "[INFO]", "==> ",
    ]
    .iter()
    .any(|begin| line.starts_with(begin))
}

/// A line of `kubectl describe`.
fn is_event(line: &str) -> bool {
    ["Warning  ", "Normal  "].iter().any(|begin| line.starts_with(begin))
}

/// A whole object of JSON, or the beginning of one.
fn is_json(line: &str) -> bool {
    line.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '\\', '}']))
}

/// The first line of a PowerShell record: `Get-AksHciCluster : ...`, `kubectl.exe : ...`.
fn is_record(line: &str) -> bool {
    let Some((name, _)) = line.split_once(" : ") else { return false };
    let is_word = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let verb_noun = name.split_once('-').is_some_and(|(verb, noun)| is_word(verb) && is_word(noun));
    (verb_noun || name.strip_suffix(".exe").is_some_and(is_word))
        && name.starts_with(|it: char| it.is_ascii_alphabetic())
}

/// What kubectl and its kind begin a message with, unless the line before goes on with it.
fn is_said_by_kubectl(line: &str, open: &str) -> bool {
    const BEGINS: [&str; 8] = [
        "Error from server",
        "Unable to connect to the server",
        "error: ",
        "Error: ",
        "Get \"http",
        "Post \"http",
        "Failed to pull image",
        "Exception: ",
    ];
    let before = open.trim_end();
    // A prompt in the middle of a line is one all the same.
    let is_typed = before.lines().next_back().is_some_and(|last| last.contains("> kubectl "));
    let goes_on =
        is_typed || before.ends_with([':', ',', '-', '(', '[', '"', '\'', '>']) || before.is_empty();
    !goes_on && BEGINS.iter().any(|begin| line.starts_with(begin))
}

/// What a shell prints before what is typed, with what was typed: `PS C:\>`, `[HOST]: PS C:\>`, `C:\>`, `user@host:~$`, `$ `, `# `.
fn is_prompt(line: &str) -> bool {
    let line = match line.strip_prefix('[').and_then(|rest| rest.split_once("]: ")) {
        Some((_, rest)) => rest,
        None => line,
    };
    let before_angle = |line: &str| {
        line.split_once('>').is_some_and(|(path, _)| {
            path.len() < 200 && !path.ends_with(['-', '=', ' ']) && !path.contains(['<', '|', '"', '*', '?'])
        })
    };
    if line.starts_with("PS>") || line.starts_with("PS ") && before_angle(line) {
        return true;
    }
    let bytes = line.as_bytes();
    if bytes.len() > 3 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && bytes[2] == b'\\' {
        return before_angle(line) && !line.contains(".exe ")
            || line.split_once('>').is_some_and(|(path, _)| before_angle(line) && !path.contains(' '));
    }
    if line.starts_with("$ ") || line.starts_with("# ") {
        return true;
    }
    // `user@host:~$ command`, `[user@host dir]# command`, `user@host [ ~ ]$ command`.
    let Some(end) = line.find(['$', '#']) else { return false };
    let (before, after) = (line[..end].trim_start_matches('['), &line[end + 1..]);
    let is_end = after.is_empty() || after.starts_with(' ');
    before.len() < 100
        && is_end
        && before.split_once('@').is_some_and(|(user, _)| {
            !user.is_empty()
                && user.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-\\".contains(&byte))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        messages(text)
            .iter()
            .map(|message| message.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn lines_of_klog_journald_and_json_are_messages_of_their_own() {
        for (text, count) in [
            ("E1120 08:15:02.120347       1 a.go:1] one\nE1120 08:15:03.120347       1 b.go:2] two", 2),
            ("E1120 08:15:02.120347 1 a.go:1] one E1120 08:15:03.120347 1 b.go:2] two", 2),
            (
                "Nov 20 08:00:01 moc-l1 kubelet[30]: E1120 08:00:01.994527    3094 a.go:1] one\nNov 20 08:00:01 moc-l1 systemd[1]: two",
                2,
            ),
            ("2026-11-20T08:15:02.1Z stderr F one\n2026-11-20T08:15:03.1Z stderr F two", 2),
            ("{\"msg\":\"one\"}\n{\"msg\":\"two\"}", 2),
            ("{\n  \"a\": {\n  \"b\": 1\n  }\n}\nplain words", 2),
            ("time=\"x\" level=error one\ntime=\"x\" level=error two", 2),
            ("one\n\ntwo", 2),
            ("one\nand\ntwo", 1),
            ("Get-A : one\nAt line:1 char:1\n    + FullyQualifiedErrorId : X\nplain words", 2),
            ("Error from server: one\nError from server: two", 2),
        ] {
            assert_eq!(messages(text).len(), count, "{text}: {:?}", messages(text));
        }
    }

    #[test]
    fn a_command_is_part_of_what_it_printed() {
        let text = "PS C:\\> kubectl get pods\nE1128 08:39:59.987712   43556 a.go:1] one\nerror: two\n[HOST1]: PS C:\\> next\nthree";
        assert_eq!(
            cut(text),
            [
                "PS C:\\> kubectl get pods E1128 08:39:59.987712 43556 a.go:1] one",
                "PS C:\\> kubectl get pods error: two",
                "[HOST1]: PS C:\\> next three",
            ]
        );
    }

    #[test]
    fn prompts_of_every_shell_are_known_and_other_lines_are_none() {
        for line in [
            "PS C:\\> x",
            "PS> x",
            "PS C:\\Program Files\\x> y",
            "[HOST1]: PS C:\\Users\\a> x",
            "C:\\>dir",
            "C:\\Users\\a>kubectl get nodes",
            "$ kubectl get nodes",
            "# kubectl get po",
            "root@host:~# x",
            "clouduser@moc-l1abc [ ~ ]$ sudo x",
            "[admin@host dir]$ x",
        ] {
            assert!(is_prompt(line), "{line}");
        }
        for line in [
            "PS is short for PowerShell",
            "C:\\Program Files\\AksHci\\kvactl.exe cluster create -> failed",
            "a@b.example wrote",
            "certificate has expired",
            "kubectl logs deploy/shop --tail 20 ->",
        ] {
            assert!(!is_prompt(line), "{line}");
        }
    }
}
