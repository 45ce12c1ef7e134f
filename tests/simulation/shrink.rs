//! What is least of a case that breaks an invariant.

use super::Case;

/// The least case that breaks the same invariant, and what it breaks.
pub fn least(mut case: Case, mut what: String) -> (Case, String) {
    loop {
        let smaller = candidates(&case).find_map(|smaller| {
            let broken = smaller.broken()?;
            (number(&broken) == number(&what)).then_some((smaller, broken))
        });
        match smaller {
            Some((smaller, broken)) => (case, what) = (smaller, broken),
            None => return (case, what),
        }
    }
}

/// The number of the invariant.
fn number(what: &str) -> Option<&str> {
    what.split(':').next()
}

/// The same with less: half of the inputs, an input, or a VM left out.
fn candidates(case: &Case) -> impl Iterator<Item = Case> {
    let (inputs, vms) = (case.inputs.len(), case.world.vms.len());
    let halves = [(0, inputs / 2), (inputs / 2, inputs)].into_iter();
    let halves = halves.filter(move |_| inputs > 3);
    let singles = (0..inputs).rev().map(|place| (place, place + 1));
    let fewer_inputs = halves.chain(singles).map(|(from, to)| {
        let mut smaller = case.clone();
        smaller.inputs.drain(from..to);
        smaller.cut = smaller.cut.min(smaller.inputs.len());
        smaller
    });
    let fewer_vms = (0..vms).map(|place| {
        let mut smaller = case.clone();
        smaller.world.vms.remove(place);
        let Case { world, inputs, .. } = &mut smaller;
        inputs.retain(|input| input.is_possible(world));
        smaller.cut = smaller.cut.min(smaller.inputs.len());
        smaller
    });
    fewer_inputs.chain(fewer_vms)
}

impl Case {
    /// The world and the tape, to be kept in two files and played.
    pub fn tape(&self) -> String {
        let mut text = format!(
            "# ---- world.toml\n{}\n# ---- broken.tape\n",
            self.world.text()
        );
        text += &self.script();
        text
    }

    /// The tape alone.
    pub fn script(&self) -> String {
        let mut text = "Set Scenario world.toml\n".to_owned();
        for input in &self.inputs {
            text += &input.tape();
            text.push('\n');
        }
        text + "Wait+Idle@24h\n"
    }
}
