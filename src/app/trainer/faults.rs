//! The faults that can happen in the world as it is now, each with what it strikes.

use crate::engine::{UnitView, View};
use crate::vm2000::fault::{FAULTS, FaultKind, Known, Strikes};

/// All faults as tapes write them, each with what happens; the ends of those that last
/// come behind them.
pub(super) fn of(view: &View) -> Vec<(String, &'static str)> {
    let happening = FAULTS.iter().flat_map(|known| {
        let struck = names(known, view).into_iter();
        struck.map(move |name| (format!("{} {name}", known.name), known.help))
    });
    let lasting = FAULTS.iter().filter(|known| known.lasts);
    let ending = lasting.flat_map(|known| {
        let struck = names(known, view).into_iter();
        struck.map(move |name| (format!("clear {} {name}", known.name), end_of(known)))
    });
    happening.chain(ending).collect()
}

/// What its end means, in one line.
fn end_of(known: &Known) -> &'static str {
    match known.kind {
        Some(FaultKind::SuDown) => "The SU is switched on again; its monitor system starts.",
        _ => "It is over.",
    }
}

/// What a fault can strike.
fn names(known: &Known, view: &View) -> Vec<String> {
    let units = view.clusters.iter().flat_map(|cluster| &cluster.units);
    let befalls = |unit: &&UnitView| known.kind.is_none_or(|kind| kind.befalls(unit.unit_type));
    let units = units.filter(befalls);
    match known.strikes {
        Strikes::Unit => units.map(|unit| unit.name.clone()).collect(),
        Strikes::Vm => units
            .flat_map(|unit| &unit.guests)
            .map(|guest| guest.name.clone())
            .collect(),
        Strikes::Cpu => units
            .flat_map(|unit| (0..unit.cpus).map(move |cpu| format!("{}/{cpu:02X}", unit.name)))
            .collect(),
        Strikes::Console => {
            let consoles = view.consoles.iter().map(|(_, console)| console);
            let physical = consoles.filter(|console| console.role.is_physical());
            physical.map(|console| console.name.clone()).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::app::fixture;

    #[test]
    fn whatever_is_offered_can_happen() {
        let session = fixture::session();
        let all = super::of(&session.view());
        assert!(all.len() > 50);
        for (fault, _) in all {
            let happened = session.clone().inject(&fault);
            assert_eq!(happened, Ok(()), "{fault}");
        }
    }
}
