//! The guests of a server unit to choose from: the one shown in brackets, others with
//! the number of messages not seen.

use super::frame::Frame;
use super::theme::Role;
use crate::app::{Area, Pane, Target};
use crate::engine::GuestView;

pub(super) fn draw(frame: &mut Frame<'_>, pane: Pane, area: Area) {
    let (app, scene) = (frame.app, frame.scene);
    let Some(unit) = app.unit_of(pane, scene.view) else {
        return;
    };
    let shown = app.guest_of(pane, scene.view).map(|guest| guest.console);
    let place = unit.guests.iter().position(|g| Some(g.console) == shown);
    let [tab, selected, unread] = [Role::Tab, Role::TabSelected, Role::Unread];
    let [tab, selected, unread] = [tab, selected, unread].map(|role| frame.style(role));
    let questions = frame.style(Role::Questions);
    let first = first_tab(&unit.guests, place.unwrap_or(0), usize::from(area.width));
    let mut found = Vec::new();
    let mut pen = frame.pen(area, 0);
    if first > 0 {
        pen.write("< ", tab);
        found.extend(
            unit.guests
                .get(first - 1)
                .map(|guest| (0..2, guest.console)),
        );
    }
    for guest in unit.guests.iter().skip(first) {
        let start = usize::from(area.width) - pen.left();
        let name = format!("{} {}", guest.index, guest.name);
        if name.len() + 2 > pen.left() {
            pen.write(">", tab);
            found.push((start..start + 1, guest.console));
            break;
        }
        if Some(guest.console) == shown {
            pen.write("[", tab).write(&name, selected).write("]", tab);
        } else {
            pen.skip(1).write(&name, tab);
            if app.questions(guest.console, scene.view) > 0 {
                pen.skip(1).write("?", questions);
            }
            match app.unread(guest.console, scene.log) {
                0 => pen.skip(1),
                count => pen.write(&format!("+{count}"), unread),
            };
        }
        let end = usize::from(area.width) - pen.left();
        found.push((start..end, guest.console));
        pen.skip(1);
    }
    for (columns, console) in found {
        frame.aim_at(area, 0, columns, Target::Tab(pane, console));
    }
}

/// The first guest to show, so that the chosen one is among those that have room.
fn first_tab(guests: &[GuestView], chosen: usize, width: usize) -> usize {
    let mut left = width;
    let up_to_chosen = guests.iter().enumerate().take(chosen + 1).rev();
    for (place, guest) in up_to_chosen {
        // Index, name, their blank, brackets and the gap, with room for a count.
        let wide = guest.name.len() + 9;
        if wide > left {
            return (place + 1).min(chosen);
        }
        left -= wide;
    }
    0
}
