//! Carries out the table of a script as `engine.ps1` and `main.ps1` do, over a deployment that does not exist.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use certplan_core::facts::Build;
use certplan_export::script::{Act, Check, Judge, Key, OnBad, Scope, Script};
use regex::Regex;

use crate::deployment::{Deployment, GIVEN, Shown, line};

/// How a run is started, and what people answer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Run {
    /// Whether every change was approved beforehand: then nothing is asked.
    pub(crate) is_unattended: bool,
    /// The answers to the prompts of changes, in order; yes behind the last one.
    pub(crate) approvals: Vec<bool>,
    /// Whether the person goes on all the same when asked.
    pub(crate) goes_on: bool,
    /// Whether a control-plane machine answers at the address that the person tells when asked; none where none is told.
    pub(crate) told_address: Option<bool>,
    /// What an earlier run has recorded, with `-Resume`.
    pub(crate) done: BTreeSet<String>,
    /// Whether it only shows what it would do.
    pub(crate) what_if: bool,
}

impl Run {
    /// Every change approved beforehand.
    pub(crate) fn unattended() -> Self {
        Self { is_unattended: true, ..Self::default() }
    }
}

/// What a run left.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) code: u8,
    /// The commands that changed something, in order.
    pub(crate) changes: Vec<String>,
    /// The changes that a person was asked to approve.
    pub(crate) prompts: Vec<String>,
    /// How often a person was asked to go on all the same.
    pub(crate) asked: usize,
    /// How often a person was asked for the address of a control-plane machine.
    pub(crate) asked_address: usize,
    /// What was advised.
    pub(crate) advice: Vec<String>,
    /// What is recorded.
    pub(crate) done: BTreeSet<String>,
    /// What was declined, failed, passed over or left out.
    pub(crate) told: Vec<String>,
    /// What is left for a person.
    pub(crate) left: Vec<String>,
    /// The lines on the screen.
    pub(crate) screen: Vec<String>,
    /// What would have been run.
    pub(crate) shown: Vec<String>,
}

enum Step {
    Done,
    Declined,
    DeclinedGood,
    Failed,
    FailedGood,
    Passed,
    Stop,
}

impl Run {
    /// Carries out the table.
    pub(crate) fn of(&self, script: &Script<'_>, deployment: &mut Deployment) -> Outcome {
        let mut now = Now { run: self, script, deployment, outcome: Outcome::default(), prompts: 0 };
        now.outcome.done.clone_from(&self.done);
        now.all();
        now.outcome
    }
}

struct Now<'a, 'f> {
    run: &'a Run,
    script: &'a Script<'f>,
    deployment: &'a mut Deployment,
    outcome: Outcome,
    prompts: usize,
}

impl Now<'_, '_> {
    fn all(&mut self) {
        self.say("", "The summary of the plan in one line.");
        let mut open: BTreeSet<String> = BTreeSet::new();
        let mut ended: BTreeMap<String, String> = BTreeMap::new();
        let mut stopped = None;
        let mut is_backed_up = false;
        for (place, act) in self.script.acts.iter().enumerate() {
            let name = step_name(act.key);
            let mark = format!("{:2} of {}  ", place + 1, self.script.acts.len());
            let by_hand =
                if act.command.is_none() && act.checks.is_empty() { ": for you, see the end" } else { "" };
            let title = certplan_words::step(act.key.id).title;
            self.say(&mark, &format!("{title} (target {name}){by_hand}"));
            let waits = act.needs.iter().any(|needed| open.contains(&step_name(*needed)));
            if waits || ended.contains_key(&scope_name(act.key.scope)) {
                self.say(INDENT, "Left out");
                self.outcome.told.push(format!("left out {name}"));
                open.insert(name);
                continue;
            }
            if act.command.is_some() && act.changes() && !is_backed_up && !self.run.what_if {
                is_backed_up = true;
                self.say(
                    INDENT,
                    "Backup: C:\\Users\\administrator\\.wssd\\mocctl\\cloudconfig.certplan-20261130-120000",
                );
            }
            match self.step(act, &name) {
                Step::Done => {
                    if !act.by_hand().is_empty() {
                        let is_shown = act.command.is_none();
                        let command = if is_shown { line(&act.step.command()) } else { String::new() };
                        self.leave(format!("{name}: {} {command}", act.by_hand()));
                    }
                }
                Step::Passed => self.outcome.told.push(format!("passed over {name}")),
                Step::DeclinedGood => self.outcome.told.push(format!("declined {name}")),
                Step::FailedGood => self.outcome.told.push(format!("failed, though good {name}")),
                Step::Declined => {
                    self.outcome.told.push(format!("declined {name}"));
                    open.insert(name);
                }
                Step::Failed => {
                    self.outcome.told.push(format!("failed {name}"));
                    ended.insert(scope_name(act.key.scope), name.clone());
                    open.insert(name);
                }
                Step::Stop => {
                    stopped = Some(name);
                    break;
                }
            }
        }
        self.end(stopped.is_some());
    }

    fn end(&mut self, is_stopped: bool) {
        self.say("", "");
        if !self.outcome.left.is_empty() && !is_stopped {
            self.say("", "Left for you to look at:");
            for text in self.outcome.left.clone() {
                self.say("  - ", &text);
            }
        }
        let has_told = !self.outcome.told.is_empty();
        self.outcome.code = if is_stopped {
            2
        } else if has_told {
            3
        } else {
            0
        };
        self.say("", if self.outcome.code == 0 { "All done." } else { "Start again with -Resume." });
    }

    fn step(&mut self, act: &Act<'_>, name: &str) -> Step {
        if act.command.is_none() && act.checks.is_empty() {
            return Step::Done;
        }
        if self.outcome.done.contains(name) {
            if self.run.what_if || act.checks.is_empty() || self.fault(act, 0).is_none() {
                return Step::Done;
            }
            self.outcome.done.remove(name);
        }
        if self.run.what_if {
            self.outcome.shown.extend(act.command.iter().map(line));
            return Step::Done;
        }
        let mut fault = None;
        let mut patience = 0;
        if let Some(command) = &act.command {
            let mut is_good = false;
            if !act.checks.is_empty() && (act.changes() || act.only_if_bad()) {
                let before = self.fault(act, 0);
                if act.only_if_bad() && before.is_none() {
                    self.say(INDENT, "Good: nothing to repair here.");
                    self.outcome.done.insert(name.to_owned());
                    return Step::Done;
                }
                self.say(INDENT, &format!("Before: {}", first_line(before.as_deref().unwrap_or("good"))));
                is_good = before.is_none();
            }
            if act.changes() {
                if !self.approves(&line(command)) {
                    return if is_good { Step::DeclinedGood } else { Step::Declined };
                }
                patience = 600;
            }
            self.raw(&line(command));
            if act.changes() {
                self.outcome.changes.push(line(command));
            }
            fault = self.deployment.run(command).err();
            if let Some(fault) = &fault
                && act.changes()
                && !act.checks.is_empty()
                && self.fault(act, 0).is_none()
            {
                self.say(INDENT, &format!("Failed, though its check is good: {}", first_line(fault)));
                self.advise(act, fault);
                return Step::FailedGood;
            }
        }
        if fault.is_none() {
            fault = self.fault(act, patience);
        }
        let Some(fault) = fault else {
            self.say(INDENT, "Good.");
            if act.command.is_some() {
                self.outcome.done.insert(name.to_owned());
            }
            return Step::Done;
        };
        if !act.expected.is_empty() && matches(act.expected, &fault) {
            self.say(INDENT, &format!("As expected, and repaired by this plan: {}", first_line(&fault)));
            return Step::Done;
        }
        self.say(INDENT, &format!("Bad: {fault}"));
        self.advise(act, &fault);
        match act.on_bad {
            OnBad::Stop => Step::Stop,
            OnBad::Pass => Step::Passed,
            OnBad::EndTarget => Step::Failed,
            OnBad::Show => {
                self.leave(format!("{name}: {}", first_line(&fault)));
                Step::Done
            }
            OnBad::Ask if self.run.is_unattended => Step::Stop,
            OnBad::Ask => {
                self.outcome.asked += 1;
                if self.run.goes_on { Step::Passed } else { Step::Stop }
            }
        }
    }

    fn approves(&mut self, line: &str) -> bool {
        if self.run.is_unattended {
            return true;
        }
        self.outcome.prompts.push(line.to_owned());
        self.prompts += 1;
        self.run.approvals.get(self.prompts - 1).copied().unwrap_or(true)
    }

    /// The first advice whose sign the message shows; where it shows none, those without a sign.
    fn advise(&mut self, act: &Act<'_>, fault: &str) {
        let signed = act.advice().find(|(sign, _)| !sign.is_empty() && matches(sign, fault));
        let mut texts: Vec<_> = match signed {
            Some((_, text)) => vec![text],
            None => act.advice().filter(|(sign, _)| sign.is_empty()).map(|(_, text)| text).collect(),
        };
        if texts.is_empty() {
            texts.push("No advice is known for this message. Open a support case with the logs.");
        }
        for text in texts {
            self.say(INDENT, &format!("What to do: {text}"));
            self.outcome.advice.push(text.to_owned());
        }
    }

    /// What is wrong, after at most so many seconds.
    fn fault(&mut self, act: &Act<'_>, patience: i64) -> Option<String> {
        let until = self.deployment.clock + patience;
        let mut is_first = true;
        loop {
            let mut fault = None;
            for check in &act.checks {
                if is_first {
                    self.raw(&shown_line(check));
                }
                fault = match self.look(check) {
                    Err(fault) => Some(fault),
                    Ok(shown) => self.judge(check.judge, &shown),
                };
                if fault.is_some() {
                    break;
                }
            }
            if fault.is_none() || self.deployment.clock >= until {
                return fault;
            }
            if is_first {
                self.say(INDENT, "Not good yet.");
                is_first = false;
            }
            self.deployment.clock += 30;
        }
    }

    /// What a check shows. Where nothing tells the address of a control-plane machine, a person is asked.
    fn look(&mut self, check: &Check<'_>) -> Result<Shown, String> {
        let shown = self.deployment.look(&check.look)?;
        let Shown::Ports(ports) = &shown else { return Ok(shown) };
        if ports.is_empty() && !self.run.is_unattended {
            self.outcome.asked_address += 1;
            let told = self.run.told_address.map(|answers| ("192.0.2.10".to_owned(), answers));
            return Ok(Shown::Ports(told.into_iter().collect()));
        }
        if self.deployment.own_address == Some(false) && ports.iter().any(|(_, answers)| *answers) {
            self.leave("answers at a control-plane machine and not at its own address".into());
        }
        Ok(shown)
    }

    fn judge(&mut self, judge: Judge, shown: &Shown) -> Option<String> {
        let bad =
            |what: &str, names: &[&str]| (!names.is_empty()).then(|| format!("{what}: {}", names.join(", ")));
        match (judge, shown) {
            (Judge::NoError, _) => None,
            (Judge::List, Shown::Lines(lines)) => lines.is_empty().then(|| "Nothing is listed.".into()),
            (Judge::Nodes, Shown::Lines(lines)) if lines.is_empty() => Some("No node is listed.".into()),
            (Judge::Nodes, Shown::Lines(lines)) => {
                let is_ready = |line: &str| {
                    let status = line.split_whitespace().nth(1).unwrap_or_default();
                    status == "Ready" || status.starts_with("Ready,")
                };
                bad("Not Ready", &names(lines, |line| !is_ready(line)))
            }
            (Judge::Pods, Shown::Lines(lines)) if lines.is_empty() => Some("No pod is listed.".into()),
            (Judge::Pods, Shown::Lines(lines)) => bad("Not running", &names(lines, is_bad_pod)),
            (Judge::Groups, Shown::Groups(groups)) => {
                let mut down = Vec::new();
                let mut others = Vec::new();
                for [name, kind, state] in groups {
                    let is_agent = name.starts_with("ca-");
                    if state == "Online" || (!is_agent && kind != "VirtualMachine") {
                        continue;
                    }
                    if is_agent || self.is_own_machine(name) {
                        down.push(name.as_str());
                    } else {
                        others.push(name.as_str());
                    }
                }
                if !others.is_empty() {
                    self.leave(format!("not Online: {}", others.join(", ")));
                }
                bad("Not Online", &down)
            }
            (Judge::Source, Shown::Lines(lines)) => {
                let source = lines.join(" ");
                (source.trim().is_empty() || source.contains("Local CMOS") || source.contains("Free-running"))
                    .then(|| format!("The clock follows no time source: {source}"))
            }
            (Judge::Clocks, Shown::Clocks(clocks)) => {
                for (name, seconds) in clocks {
                    if seconds.is_none() {
                        self.leave(format!("the clock of {name}"));
                    }
                }
                let off: Vec<_> = clocks
                    .iter()
                    .filter(|(_, seconds)| seconds.is_some_and(|seconds| seconds.abs() > 120))
                    .map(|(name, _)| name.as_str())
                    .collect();
                bad("These clocks differ from this host", &off)
            }
            (Judge::Login, Shown::Is(is)) => {
                (!is).then(|| "This profile holds no login of the module".into())
            }
            (Judge::Version, Shown::Lines(lines)) => {
                match lines.iter().find_map(|line| line.parse::<Build>().ok()) {
                    None => Some("No build is named.".into()),
                    Some(build) if self.script.builds.contains(build) => None,
                    Some(build) => Some(format!(
                        "This host has build {build}. Make the plan again with --build {build}."
                    )),
                }
            }
            (Judge::Authority, Shown::Ends(left)) => {
                if left.is_none() {
                    self.leave("when the authority of the cloud agent ends".into());
                }
                left.is_some_and(|left| left < 0)
                    .then(|| "The authority of the cloud agent has expired.".into())
            }
            (Judge::Port, Shown::Ports(ports)) => {
                if ports.is_empty() {
                    self.leave("port 6443 of a control-plane machine".into());
                }
                (!ports.is_empty() && ports.iter().all(|(_, answers)| !answers))
                    .then(|| "No answer at port 6443".into())
            }
            (Judge::Billing, Shown::Status(status)) => {
                (status != "Connected").then(|| format!("ConnectionStatus: {status}"))
            }
            (judge, shown) => panic!("{judge:?} cannot read {shown:?}"),
        }
    }

    /// A control plane or a load balancer of a target of the plan.
    fn is_own_machine(&self, name: &str) -> bool {
        self.script.targets().into_iter().any(|target| {
            ["control-plane", "load-balancer"]
                .iter()
                .any(|part| name.starts_with(&format!("{}-{part}-", scope_name(Some(target)))))
        })
    }

    fn leave(&mut self, text: String) {
        if !self.outcome.left.contains(&text) {
            self.outcome.left.push(text);
        }
    }

    fn raw(&mut self, line: &str) {
        self.outcome.screen.push(format!("{INDENT}{line}"));
    }

    /// A text on the screen, in lines of at most 79 characters.
    fn say(&mut self, mark: &str, text: &str) {
        for part in text.lines().chain(text.is_empty().then_some("")) {
            let mut line = mark.to_owned();
            for word in part.split_whitespace() {
                if line.len() > mark.len() && line.len() + word.len() > 79 {
                    self.outcome.screen.push(std::mem::replace(&mut line, " ".repeat(mark.len())));
                }
                line += word;
                line.push(' ');
            }
            self.outcome.screen.push(line);
        }
    }
}

const INDENT: &str = "        ";

fn names(lines: &[String], is_bad: impl Fn(&str) -> bool) -> Vec<&str> {
    lines.iter().filter(|line| is_bad(line)).filter_map(|line| line.split_whitespace().next()).collect()
}

/// NAME READY STATUS: one that logs in to the cloud agent, and has a container that is not ready.
fn is_bad_pod(line: &str) -> bool {
    let columns: Vec<_> = line.split_whitespace().collect();
    let [name, ready, status, ..] = columns[..] else { return false };
    let logs_in = ["kms", "csi", "cloud-provider", "certificate"].iter().any(|part| name.contains(part));
    let is_ready = ready.split_once('/').is_some_and(|(ready, all)| ready == all);
    logs_in && status != "Completed" && (status != "Running" || !is_ready)
}

/// As .NET matches it: a case counts as any, and what must not stand before is looked for by hand.
pub(crate) fn matches(sign: &str, message: &str) -> bool {
    if sign == "(?!)" {
        return false;
    }
    if let Some((before, rest)) = sign.split_once("(?<!session: )") {
        let start = before.trim_end_matches('|');
        let alone = message.replace(&format!("session: {rest}"), "");
        return (!start.is_empty() && matches(start, message)) || matches(rest, &alone);
    }
    thread_local! {
        /// A few signs are compared thousands of times, and compiling one takes longer than a comparison.
        static COMPILED: RefCell<HashMap<String, Regex>> = RefCell::default();
    }
    let compile = || Regex::new(&format!("(?i){sign}")).expect("a regular expression of both kinds");
    COMPILED.with_borrow_mut(|known| known.entry(sign.to_owned()).or_insert_with(compile).is_match(message))
}

fn first_line(text: &str) -> &str {
    text.trim().lines().next().unwrap_or_default()
}

fn shown_line(check: &Check<'_>) -> String {
    format!("{check:?}").chars().take(80).collect()
}

/// The step's name in a script: `fix-kubelet prod`.
pub(crate) fn step_name(key: Key<'_>) -> String {
    match key.scope {
        None | Some(Scope::Management) => key.id.to_string(),
        Some(_) => format!("{} {}", key.id, scope_name(key.scope)),
    }
}

fn scope_name(scope: Option<Scope<'_>>) -> String {
    match scope {
        None => String::new(),
        Some(Scope::Management) => "management cluster".into(),
        Some(Scope::Named(name)) => name.to_string(),
        Some(Scope::Given) => GIVEN.into(),
    }
}
