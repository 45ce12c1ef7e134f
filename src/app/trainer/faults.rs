//! The faults that can happen in the world as it is now, each with what it strikes.

use crate::engine::View;
use crate::vm2000::fault::{FAULTS, Strikes};

/// All faults as tapes write them, each with what happens; the ends of those that last
/// come behind them.
pub(super) fn of(view: &View) -> Vec<(String, &'static str)> {
    let happening = FAULTS.iter().flat_map(|known| {
        let struck = names(known.strikes, view).into_iter();
        struck.map(move |name| (format!("{} {name}", known.name), known.help))
    });
    let lasting = FAULTS.iter().filter(|known| known.lasts);
    let ending = lasting.flat_map(|known| {
        let struck = names(known.strikes, view).into_iter();
        struck.map(move |name| (format!("clear {} {name}", known.name), "It is over."))
    });
    happening.chain(ending).collect()
}

/// What a fault can strike.
fn names(strikes: Strikes, view: &View) -> Vec<&str> {
    let units = view.clusters.iter().flat_map(|cluster| &cluster.units);
    match strikes {
        Strikes::Unit => units.map(|unit| unit.name.as_str()).collect(),
        Strikes::Vm => units
            .flat_map(|unit| &unit.guests)
            .map(|guest| guest.name.as_str())
            .collect(),
        Strikes::Console => {
            let consoles = view.consoles.iter().map(|(_, console)| console);
            let physical = consoles.filter(|console| console.role.is_physical());
            physical.map(|console| console.name.as_str()).collect()
        }
    }
}
