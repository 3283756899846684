//! Long stops: with the breaks that core plans no certificate expires, and without any one of them a certificate does.
//!
//! The simulation is the second opinion: it knows when certificates renew from its own model.

use certplan_core::facts::{Answers, Utc};
use certplan_core::long_stop::{TIME_ON, long_stops};
use certplan_twin::clock::{DAY, POWER_OFF, Seconds};
use certplan_twin::deployment::{Deployment, Target};
use certplan_twin::model::Model;
use certplan_twin::power::Stop;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

const CASES: usize = 1_000;

/// A build whose MOC certificates live so many days.
struct Build {
    name: &'static str,
    life: Seconds,
}

const BUILDS: [Build; 2] =
    [Build { name: "1.0.24.11029", life: 90 * DAY }, Build { name: "1.0.9.10413", life: 60 * DAY }];

#[test]
fn removing_any_break_of_a_planned_long_stop_loses_a_certificate() {
    let random = &mut ChaCha8Rng::seed_from_u64(1);
    let mut breaks_seen = 0;
    for case in 0..CASES {
        let build = &BUILDS[random.random_range(0..2)];
        let length = random.random_range(DAY..=400 * DAY);
        let planned = planned(build, length);
        breaks_seen += planned.len();
        for left in starts(build, &planned) {
            assert!(
                survives(build, left, length, &planned),
                "case {case}: {length} s, {left} s left, {planned:?}"
            );
        }
        for place in 0..planned.len() {
            let mut fewer = planned.clone();
            fewer.remove(place);
            let loses =
                starts(build, &planned).into_iter().any(|left| !survives(build, left, length, &fewer));
            assert!(
                loses,
                "case {case}: {length} s, {}: break {place} of {planned:?} is not needed",
                build.name
            );
        }
    }
    assert!(breaks_seen > CASES, "most stops must need a break: {breaks_seen}");
}

/// The times at which core says to switch on, counted from the beginning of the stop.
fn planned(build: &Build, length: Seconds) -> Vec<Seconds> {
    let shutdown = format!("{length}s");
    let answers = Answers { shutdown: Some(&shutdown), build: Some(build.name), ..Answers::default() };
    let facts = answers.read(&Utc).expect("a length");
    let [moc, _] = long_stops(&facts).expect("a known length");
    moc.breaks.iter().map(|at| Seconds::try_from(at.seconds()).expect("at most 36,500 days")).collect()
}

/// How much may be left when the stop begins: the ends of the range, and just too much to be renewed in each break.
fn starts(build: &Build, breaks: &[Seconds]) -> Vec<Seconds> {
    let least = build.life * 3 / 10;
    let on = Seconds::try_from(TIME_ON.seconds()).expect("hours");
    let missed = breaks.iter().map(|at| at + on + least + 1);
    let mut starts: Vec<_> =
        [least + 1, build.life].into_iter().chain(missed).filter(|left| *left <= build.life).collect();
    starts.extend((1..40).map(|step| least + (build.life - least) * step / 40));
    starts
}

/// Whether a target whose clients have so much left is valid after the stop and in every break.
fn survives(build: &Build, left: Seconds, length: Seconds, breaks: &[Seconds]) -> bool {
    let random = &mut ChaCha8Rng::seed_from_u64(1);
    let model = Model {
        moc_life: build.life,
        tokens_rotate: false,
        // A certificate that is lost at each restart is no question of time.
        certificate_survives_restart: true,
        ..Model::random(random)
    };
    let born = POWER_OFF - (build.life - left);
    let mut deployment =
        Deployment::installed(model, born, 1, vec![Target::created("prod", born, &model, false, false)]);
    // Only renewal counts here: no login with a token, and no end of the authority.
    deployment.targets[0].clients.token.not_after = born;
    deployment.authority.not_after = POWER_OFF + 2 * length;
    deployment.now = POWER_OFF;
    let on = Seconds::try_from(TIME_ON.seconds()).expect("hours");
    deployment.stop(Stop::Hosts);
    for at in breaks {
        deployment.advance(POWER_OFF + at - deployment.now);
        deployment.start(Stop::Hosts, true, 0);
        deployment.advance(on);
        if !deployment.targets[0].clients.works(deployment.now) {
            return false;
        }
        deployment.stop(Stop::Hosts);
    }
    deployment.advance(POWER_OFF + length - deployment.now);
    deployment.start(Stop::Hosts, true, 0);
    deployment.targets[0].clients.works(deployment.now)
}
