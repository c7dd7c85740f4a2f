//! The schedule of a batch: which calls are sent together, and when. Pure state, without waiting or sending.
//!
//! Calls that depend on one another are a *unit*. A unit is sent in one batch: Graph has no dependencies between
//! batches.

use std::collections::HashMap;
use std::time::Duration;

/// How many calls a batch takes (Microsoft Graph, "Combine multiple HTTP requests using JSON batching").
pub(super) const LIMIT: usize = 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// To be sent, for the first time or again, once the clock shows this time.
    Waiting(Duration),
    Succeeded,
    Failed,
}

#[derive(Clone, Debug)]
struct Step {
    state: State,
    /// The lane, which is a version of Graph. All steps of a batch are of one lane.
    lane: usize,
    /// Earlier steps that must succeed before this one.
    after: Vec<usize>,
    unit: usize,
}

/// What to do next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Send these steps, in their order.
    Send(Vec<usize>),
    /// Nothing is due before the clock shows this time.
    WaitUntil(Duration),
    Done,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Schedule(Vec<Step>);

impl Schedule {
    /// Adds a step that is to be sent.
    pub(super) fn add(&mut self, lane: usize) -> usize {
        self.push(State::Waiting(Duration::ZERO), lane)
    }

    /// Adds a step that is finished already.
    pub(super) fn add_finished(&mut self, is_success: bool) -> usize {
        self.push(if is_success { State::Succeeded } else { State::Failed }, 0)
    }

    fn push(&mut self, state: State, lane: usize) -> usize {
        let unit = self.0.len();
        self.0.push(Step { state, lane, after: Vec::new(), unit });
        unit
    }

    /// Makes a step depend on an earlier one.
    ///
    /// # Errors
    ///
    /// Why they cannot be sent together.
    pub(super) fn depend(&mut self, later: usize, earlier: usize) -> Result<(), &'static str> {
        let (Some(then), Some(first)) = (self.0.get(later), self.0.get(earlier)) else {
            return Err("the call it depends on belongs to another batch");
        };
        if earlier >= later {
            return Err("the call it depends on was added later; Graph wants it before");
        }
        if self.is_waiting(later) && self.is_waiting(earlier) {
            if then.lane != first.lane {
                return Err("the call it depends on is of another version of Graph, which is another batch");
            }
            let (kept, joined) = (first.unit, then.unit);
            if kept != joined {
                if self.0.iter().filter(|step| [kept, joined].contains(&step.unit)).count() > LIMIT {
                    return Err("more than 20 calls depend on one another, which is more than a batch takes");
                }
                for step in self.0.iter_mut().filter(|step| step.unit == joined) {
                    step.unit = kept;
                }
            }
        }
        if let Some(step) = self.0.get_mut(later)
            && !step.after.contains(&earlier)
        {
            step.after.push(earlier);
        }
        Ok(())
    }

    pub(super) fn is_waiting(&self, step: usize) -> bool {
        self.0.get(step).is_some_and(|step| matches!(step.state, State::Waiting(_)))
    }

    /// The earlier steps that this one depends on and that have not succeeded yet.
    pub(super) fn dependencies(&self, step: usize) -> impl Iterator<Item = usize> + '_ {
        let after = self.0.get(step).map_or(&[][..], |step| &step.after);
        after.iter().copied().filter(|earlier| self.0.get(*earlier).is_none_or(|step| step.state != State::Succeeded))
    }

    /// For each of these steps, in order, the number of its chain: each step of a chain depends on the one before it.
    pub(super) fn chains(&self, steps: &[usize]) -> Vec<usize> {
        let mut ends: HashMap<usize, usize> = HashMap::new();
        let chain = |&step: &usize| {
            let chain = self.dependencies(step).find_map(|earlier| ends.remove(&earlier)).unwrap_or(step);
            ends.insert(step, chain);
            chain
        };
        steps.iter().map(chain).collect()
    }

    /// A step whose dependency failed, and which will never be sent.
    pub(super) fn unsatisfied(&self) -> Option<usize> {
        (0..self.0.len())
            .find(|step| self.is_waiting(*step) && self.dependencies(*step).any(|earlier| !self.is_waiting(earlier)))
    }

    pub(super) fn finish(&mut self, step: usize, is_success: bool) {
        if let Some(step) = self.0.get_mut(step) {
            step.state = if is_success { State::Succeeded } else { State::Failed };
        }
    }

    /// Postpones a step until the clock shows this time.
    pub(super) fn postpone(&mut self, step: usize, until: Duration) {
        if let Some(step) = self.0.get_mut(step) {
            step.state = State::Waiting(until);
        }
    }

    /// The units in the order they were added, as many as fit and are due, all of one lane.
    pub(super) fn next(&self, now: Duration) -> Next {
        let mut units: Vec<Unit> = Vec::new();
        let mut position = vec![None; self.0.len()];
        for (index, step) in self.0.iter().enumerate() {
            let State::Waiting(until) = step.state else { continue };
            match position[step.unit] {
                None => {
                    position[step.unit] = Some(units.len());
                    units.push(Unit { lane: step.lane, due: until, steps: vec![index] });
                }
                Some(position) => {
                    let unit: &mut Unit = &mut units[position];
                    unit.due = unit.due.max(until);
                    unit.steps.push(index);
                }
            }
        }
        let Some(first_due) = units.iter().map(|unit| unit.due).min() else {
            return Next::Done;
        };
        let mut batch: Vec<usize> = Vec::new();
        let mut lane = None;
        for unit in units.iter().filter(|unit| unit.due <= now) {
            if *lane.get_or_insert(unit.lane) == unit.lane && batch.len() + unit.steps.len() <= LIMIT {
                batch.extend(&unit.steps);
            }
        }
        if batch.is_empty() {
            return Next::WaitUntil(first_due);
        }
        batch.sort_unstable();
        Next::Send(batch)
    }
}

/// The steps of a unit that are still waiting.
struct Unit {
    lane: usize,
    due: Duration,
    steps: Vec<usize>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a simulated Graph does with a step: fails it, or postpones it this often before it succeeds.
    #[derive(Clone, Debug)]
    struct Plan {
        lane: usize,
        after: Option<prop::sample::Index>,
        fails: bool,
        postponed: u8,
    }

    fn plan() -> impl Strategy<Value = Plan> {
        let after = prop::option::of(any::<prop::sample::Index>());
        (0..2_usize, after, prop::bool::weighted(0.2), 0..3_u8).prop_map(|(lane, after, fails, postponed)| Plan {
            lane,
            after,
            fails,
            postponed,
        })
    }

    #[test]
    fn what_runs_one_after_another_is_a_chain() {
        let mut schedule = Schedule::default();
        let steps: Vec<usize> = (0..7).map(|_| schedule.add(0)).collect();
        // 0 → 1 → 2, 1 → 3, and 4 → 6 with 5 beside them.
        for (later, earlier) in [(1, 0), (2, 1), (3, 1), (6, 4)] {
            schedule.depend(later, earlier).unwrap();
        }
        assert_eq!(schedule.chains(&steps), [0, 0, 0, 3, 4, 5, 4]);
        schedule.finish(0, true);
        assert_eq!(schedule.chains(&steps[1..]), [1, 1, 3, 4, 5, 4]);
    }

    proptest! {
        #[test]
        fn every_step_is_finished_once_and_after_what_it_depends_on(mut plans in prop::collection::vec(plan(), 0..90)) {
            let mut schedule = Schedule::default();
            for (index, plan) in plans.iter().enumerate() {
                prop_assert_eq!(schedule.add(plan.lane), index);
                if let Some(after) = plan.after.filter(|_| index > 0) {
                    let earlier = after.index(index);
                    let refused = schedule.depend(index, earlier).is_err();
                    prop_assert!(!refused || plans[earlier].lane != plan.lane || index >= LIMIT);
                }
            }
            let mut finished = vec![None; plans.len()];
            let mut now = Duration::ZERO;
            loop {
                while let Some(unsatisfied) = schedule.unsatisfied() {
                    prop_assert!(finished[unsatisfied].is_none());
                    prop_assert!(schedule.dependencies(unsatisfied).any(|earlier| finished[earlier] == Some(false)));
                    finished[unsatisfied] = Some(false);
                    schedule.finish(unsatisfied, false);
                }
                let batch = match schedule.next(now) {
                    Next::Done => break,
                    Next::WaitUntil(until) => {
                        prop_assert!(until > now);
                        now = until;
                        continue;
                    }
                    Next::Send(batch) => batch,
                };
                prop_assert!(!batch.is_empty() && batch.len() <= LIMIT);
                prop_assert!(batch.is_sorted());
                let mut failed_here = Vec::new();
                for &step in &batch {
                    prop_assert!(finished[step].is_none());
                    prop_assert_eq!(plans[step].lane, plans[batch[0]].lane);
                    let dependencies: Vec<usize> = schedule.dependencies(step).collect();
                    for earlier in &dependencies {
                        prop_assert!(batch.contains(earlier), "{step} depends on {earlier}, which is not in {batch:?}");
                    }
                    if dependencies.iter().any(|earlier| failed_here.contains(earlier)) {
                        failed_here.push(step);
                    } else if plans[step].postponed > 0 {
                        plans[step].postponed -= 1;
                        schedule.postpone(step, now + Duration::from_secs(1 + step as u64));
                        failed_here.push(step);
                    } else {
                        finished[step] = Some(!plans[step].fails);
                        schedule.finish(step, !plans[step].fails);
                        if plans[step].fails {
                            failed_here.push(step);
                        }
                    }
                }
            }
            prop_assert!(finished.iter().all(Option::is_some));
        }
    }

    #[test]
    fn a_unit_is_not_torn_and_does_not_hold_others_up() {
        let mut schedule = Schedule::default();
        for step in 0..25 {
            schedule.add(0);
            if (1..=4).contains(&step) {
                schedule.depend(step, step - 1).unwrap();
            }
        }
        schedule.depend(24, 4).unwrap();
        assert_eq!(schedule.next(Duration::ZERO), Next::Send((0..=18).chain([24]).collect()));
        for step in (1..=18).chain([24]) {
            schedule.postpone(step, Duration::from_secs(u64::try_from(step).unwrap()));
        }
        schedule.finish(0, true);
        assert_eq!(schedule.next(Duration::ZERO), Next::Send((19..=23).collect()));
        (19..=23).for_each(|step| schedule.finish(step, true));
        assert_eq!(schedule.next(Duration::ZERO), Next::WaitUntil(Duration::from_secs(5)));
        assert_eq!(schedule.next(Duration::from_secs(6)), Next::Send(vec![5, 6]));
    }

    #[test]
    fn what_cannot_travel_together_is_refused() {
        let mut schedule = Schedule::default();
        for step in 0..21 {
            schedule.add(0);
            if step > 0 {
                assert_eq!(schedule.depend(step, step - 1).is_err(), step == 20);
            }
        }
        let beta = schedule.add(1);
        assert!(schedule.depend(beta, 0).unwrap_err().contains("version"));
        assert!(schedule.depend(beta, beta).unwrap_err().contains("added later"));
        assert!(schedule.depend(beta, 99).unwrap_err().contains("another batch"));
        let (done, failed) = (schedule.add_finished(true), schedule.add_finished(false));
        let (free, lost) = (schedule.add(0), schedule.add(0));
        schedule.depend(free, done).unwrap();
        schedule.depend(lost, failed).unwrap();
        assert_eq!(schedule.unsatisfied(), Some(lost));
        assert_eq!(schedule.dependencies(free).count(), 0);
    }
}
