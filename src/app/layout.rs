//! Where everything stands on a screen of a size.

use super::Extent;
use super::desk::{Pane, Part, panes};
use crate::engine::ClusterView;

/// A screen smaller than this in either direction shows one pane at a time.
const SMALL: (u16, u16) = (80, 24);
/// A pane is at least so wide beside others.
const NARROWEST: u16 = 40;
/// On a screen so wide a lesson stands beside the consoles, in so many columns.
const BESIDE: u16 = 124;
const BOARD: u16 = 42;
/// One pane alone keeps so many rows before the titles of the others get any.
const LOWEST: u16 = 6;

/// A rectangle of the screen, in columns and rows; it may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    /// Its first column.
    pub x: u16,
    /// Its first row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether a place of the screen is in it.
    pub fn contains(&self, column: u16, row: u16) -> bool {
        let (dx, dy) = (column.checked_sub(self.x), row.checked_sub(self.y));
        dx.is_some_and(|dx| dx < self.width) && dy.is_some_and(|dy| dy < self.height)
    }

    /// Cuts rows off the top.
    fn take_top(&mut self, rows: u16) -> Area {
        let height = rows.min(self.height);
        let top = Area { height, ..*self };
        self.y += height;
        self.height -= height;
        top
    }

    /// Cuts rows off the bottom.
    fn take_bottom(&mut self, rows: u16) -> Area {
        let height = rows.min(self.height);
        self.height -= height;
        Area {
            y: self.y + self.height,
            height,
            ..*self
        }
    }

    /// Cuts columns off the right.
    fn take_right(&mut self, columns: u16) -> Area {
        let width = columns.min(self.width);
        self.width -= width;
        Area {
            x: self.x + self.width,
            width,
            ..*self
        }
    }

    /// Cuts columns off the left.
    fn take_left(&mut self, columns: u16) -> Area {
        let width = columns.min(self.width);
        let left = Area { width, ..*self };
        self.x += width;
        self.width -= width;
        left
    }
}

/// Where the parts of a pane stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PanePlace {
    /// Which pane.
    pub pane: Pane,
    /// The rule with its title.
    pub title: Area,
    /// The guests to choose from.
    pub tabs: Area,
    /// The console's lines.
    pub body: Area,
    /// The line being typed.
    pub input: Area,
}

impl PanePlace {
    /// Lines and input together, which a form takes for itself.
    pub fn whole(&self) -> Area {
        Area {
            height: self.body.height + self.input.height,
            ..self.body
        }
    }
}

/// Where everything stands on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// The panes.
    pub panes: Vec<PanePlace>,
    /// The titles of panes that have no room for more.
    pub headers: Vec<(Pane, Area)>,
    /// The rules between panes side by side, each one column wide.
    pub rules: Vec<Area>,
    /// What a lesson says; empty without one.
    pub board: Area,
    /// How much of it that is.
    pub extent: Extent,
    /// Clock, pace, cluster, notices.
    pub status: Area,
    /// The key bar.
    pub keys: Area,
}

/// What is to be laid out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish<'a> {
    pub cluster: &'a ClusterView,
    pub focus: Pane,
    pub alone: bool,
    /// How many rows a lesson takes above the consoles, if there is one.
    pub board: Option<usize>,
    /// Whether a pane that has little room is to have all there is.
    pub wants_room: bool,
}

/// How much of a height a lesson takes at most: the consoles keep the larger part, whatever
/// there is to say.
fn most_above(height: u16) -> u16 {
    (height * 9 / 20).max(3)
}

impl Layout {
    /// The layout of a screen without any pane.
    pub(super) fn bare(columns: u16, rows: u16) -> (Layout, Area) {
        let mut left = Area {
            x: 0,
            y: 0,
            width: columns,
            height: rows,
        };
        // The pane comes first when there is room for next to nothing.
        let keys = left.take_bottom(u16::from(rows >= 3));
        let status = left.take_bottom(u16::from(rows >= 4));
        let layout = Layout {
            status,
            keys,
            ..Layout::default()
        };
        (layout, left)
    }

    /// The layout of a screen that shows a cluster.
    pub(super) fn of(columns: u16, rows: u16, wish: Wish<'_>) -> Layout {
        let (mut layout, mut room) = Layout::bare(columns, rows);
        if let Some(height) = wish.board {
            layout.place_board(&mut room, height);
        }
        let is_small = columns < SMALL.0 || rows < SMALL.1;
        if wish.alone || is_small && wish.wants_room {
            layout.add(wish.focus, wish.cluster, room);
        } else if is_small {
            layout.stack(wish, room);
        } else {
            layout.side_by_side(wish, room);
        }
        layout
    }

    /// The place of a pane, if the screen shows it.
    pub fn place(&self, pane: Pane) -> Option<&PanePlace> {
        self.panes.iter().find(|place| place.pane == pane)
    }

    /// How many rows a lesson has at most above the consoles of a screen this high.
    pub(super) fn most_of_a_lesson(rows: u16) -> usize {
        // Status and keys stand below, a rule between.
        usize::from(most_above(rows.saturating_sub(2)).saturating_sub(1))
    }

    /// How many columns a lesson has for its text beside the consoles of a screen so wide,
    /// if it stands there.
    pub(super) fn has_lesson_beside(columns: u16) -> Option<u16> {
        (columns >= BESIDE).then_some(BOARD - 2)
    }

    /// Gives a lesson its place: a column beside the consoles if there is room for one,
    /// else some rows above them.
    fn place_board(&mut self, room: &mut Area, height: usize) {
        if room.width >= BESIDE {
            self.extent = Extent::Whole;
            self.board = room.take_right(BOARD);
            return;
        }
        let most = most_above(room.height);
        let height = u16::try_from(height).unwrap_or(most).min(most);
        self.extent = Extent::Step;
        self.board = room.take_top(height);
    }

    /// The focused pane between the titles of the others, as many as have room.
    fn stack(&mut self, wish: Wish<'_>, mut room: Area) {
        let all: Vec<Pane> = panes(wish.cluster).collect();
        let focused = all.iter().position(|p| *p == wish.focus).unwrap_or(0);
        let spare = usize::from(room.height.saturating_sub(LOWEST));
        let above = focused.min(spare);
        let below = (all.len() - focused).saturating_sub(1).min(spare - above);
        for pane in all.iter().take(focused).skip(focused - above) {
            self.headers.push((*pane, room.take_top(1)));
        }
        let mut foot = room.take_bottom(u16::try_from(below).unwrap_or(0));
        self.add(wish.focus, wish.cluster, room);
        for pane in all.iter().skip(focused + 1).take(below) {
            self.headers.push((*pane, foot.take_top(1)));
        }
    }

    /// The server units side by side, as many as have room, the focused one among them.
    fn side_by_side(&mut self, wish: Wish<'_>, mut room: Area) {
        let units = &wish.cluster.units;
        let fitting = usize::from(room.width / NARROWEST).clamp(1, units.len().max(1));
        let focused = units.iter().position(|unit| unit.id == wish.focus.unit);
        let first = focused.map_or(0, |place| (place + 1).saturating_sub(fitting));
        for (place, unit) in units.iter().skip(first).take(fitting).enumerate() {
            if place > 0 {
                self.rules.push(room.take_left(1));
            }
            let left = u16::try_from(fitting - place).unwrap_or(1);
            let rules = left - 1;
            let mut column = room.take_left((room.width - rules).div_ceil(left));
            let top = column.take_top(column.height.div_ceil(2));
            self.add(Part::Monitor.of(unit.id), wish.cluster, top);
            self.add(Part::Guest.of(unit.id), wish.cluster, column);
        }
    }

    fn add(&mut self, pane: Pane, cluster: &ClusterView, mut room: Area) {
        let mut unit = cluster.units.iter().filter(|unit| unit.id == pane.unit);
        let guests = unit.next().map_or(0, |unit| unit.guests.len());
        let choice = pane.part == Part::Guest && guests > 1 && room.height >= LOWEST;
        let input = room.take_bottom(1);
        let title = room.take_top(1);
        let tabs = room.take_top(u16::from(choice));
        self.panes.push(PanePlace {
            pane,
            title,
            tabs,
            body: room,
            input,
        });
    }
}
