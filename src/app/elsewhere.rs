//! The end of a migration in a cluster that the screen does not show.

use super::desk::units;
use super::{App, Scene};
use crate::engine::{GuestView, UnitView, View};
use crate::sim::Tick;
use crate::vm2000::migration::Sides;

/// The migrations that were under way at an instant.
#[derive(Debug, Clone, Default)]
pub(super) struct UnderWay {
    at: Tick,
    all: Vec<Sides>,
}

impl App {
    /// Takes in which migrations are under way, and tells of those that are over where
    /// nobody looks.
    pub(super) fn watch_migrations(&mut self, scene: Scene<'_>) {
        let view = scene.view;
        let now = UnderWay {
            at: view.now,
            all: view.migrations.iter().map(|one| one.sides).collect(),
        };
        let before = std::mem::replace(&mut self.under_way, now);
        // Where time has gone back, nothing has ended.
        if view.now < before.at {
            return;
        }
        let is_over = |sides: &&Sides| !self.under_way.all.contains(sides);
        let over: Vec<&Sides> = before.all.iter().filter(is_over).collect();
        let told = over.iter().find_map(|sides| self.told_of(sides, view));
        if let Some(told) = told {
            self.tell(told);
        }
    }

    fn told_of(&self, sides: &Sides, view: &View) -> Option<String> {
        let has = |unit| move |other: &&UnitView| other.id == unit;
        let mut clusters = view.clusters.iter().enumerate();
        let (place, cluster) =
            clusters.find(|(_, one)| one.units.iter().any(|unit| unit.id == sides.source))?;
        if place == self.cluster {
            return None;
        }
        let target = units(view).find(has(sides.target))?;
        let source = units(view).find(has(sides.source))?;
        let guest = |guests: &[GuestView]| {
            let found = guests.iter().find(|guest| guest.vm == sides.vm);
            found.map(|guest| guest.name.clone())
        };
        let (what, unit) = match guest(&target.guests) {
            Some(name) => (format!("{name} has moved to"), target),
            None => (format!("{} stays on", guest(&source.guests)?), source),
        };
        Some(format!("cluster {}: {what} {}", cluster.name, unit.name))
    }
}

#[cfg(test)]
mod tests {
    use crate::app::fixture::session;
    use crate::app::{App, Scene};
    use crate::sim::Span;

    /// What is told in the end of a migration, by a screen that shows this cluster.
    fn told(cluster: usize, fault: Option<&str>) -> Option<String> {
        let mut session = session();
        let console = session.console("SEX86A").unwrap();
        let look = |session: &crate::engine::Session| (session.view(), session.log().clone());
        let (view, log) = look(&session);
        let scene = Scene {
            view: &view,
            log: &log,
        };
        let mut app = App::new(scene, 80, 24);
        app.cluster = cluster;
        session.submit(console, "/MIGRATE-VM VM-ID=3");
        for _ in 0..600 {
            session.advance(session.now() + Span::from_secs(1));
            let (view, log) = look(&session);
            let scene = Scene {
                view: &view,
                log: &log,
            };
            app.refresh(scene);
            if let Some(fault) = fault.filter(|_| view.migrations.len() == 1) {
                session.inject(fault).unwrap();
            }
        }
        app.notice().map(str::to_owned)
    }

    #[test]
    fn what_ends_in_another_cluster_is_told_however_it_ends() {
        let moved = "cluster X86: VM03TEST has moved to SEX86B";
        assert_eq!(told(0, None).as_deref(), Some(moved));
        assert_ne!(told(1, None).as_deref(), Some(moved));
        let stays = "cluster X86: VM03TEST stays on SEX86A";
        assert_eq!(told(0, Some("link-loss SEX86A")).as_deref(), Some(stays));
    }
}
