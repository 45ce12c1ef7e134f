//! How the focus goes through the fields of a form, one by one and by pages.

use super::Filling;

impl Filling {
    /// How many lines can have the focus: the fields and the line NEXT.
    pub(super) fn stops(&self) -> usize {
        self.form.sheet.fields.len() + 1
    }

    /// Goes on to another field, in a ring.
    pub(super) fn turn(&mut self, by: isize) {
        self.at = super::super::desk::turned(self.at, by, self.stops());
    }

    /// Goes on to another field, up to the ends.
    pub(super) fn step(&mut self, by: isize) {
        let at = self.at.saturating_add_signed(by);
        self.at = at.min(self.stops() - 1);
    }

    /// Goes on to the next field, as the wheel of the mouse does.
    pub(in crate::app) fn wheel(&mut self, up: bool, width: u16, height: u16) {
        self.step(if up { -1 } else { 1 });
        self.keep_in_sight(width, height);
    }

    /// Goes on by a page, the last row of which is the first one of the next: within a
    /// structure there may be less room for it. The line NEXT is behind the last page.
    pub(super) fn page(&mut self, width: u16, height: u16, by: isize) {
        let picture = self.picture(width, height);
        let page = usize::from(picture.work.max(2) - 1);
        let target = picture
            .first
            .saturating_add_signed(by.saturating_mul(page.cast_signed()));
        let beyond = if by < 0 { 0 } else { self.stops() - 1 };
        let row = picture.rows.get(target).filter(|_| target != picture.first);
        let place = row.map_or(beyond, |row| row.place);
        let goes_on = if by < 0 {
            place < self.at
        } else {
            place > self.at
        };
        self.top = target.min(picture.rows.len());
        if goes_on {
            self.at = place;
        } else {
            self.step(by);
        }
    }

    /// Goes to another page, if the line NEXT says so. Returns whether it does.
    pub(super) fn pages(&mut self, width: u16, height: u16) -> bool {
        let first = self.top;
        let next = self.next().trim().to_owned();
        let picture = self.picture(width, height);
        let page = usize::from(picture.work.max(2) - 1);
        let row = match next.as_str() {
            "+" => first.saturating_add(page),
            "-" => first.saturating_sub(page),
            "++" => usize::MAX,
            "--" => 0,
            _ => return false,
        };
        let last = self.form.sheet.fields.len().saturating_sub(1);
        self.edits.remove(&self.form.sheet.fields.len());
        self.at = picture.rows.get(row).map_or(last, |row| row.place);
        self.top = row.min(picture.rows.len());
        true
    }

    pub(super) fn keep_in_sight(&mut self, width: u16, height: u16) {
        let picture = self.picture(width, height);
        self.top = picture.first;
        self.said_top = picture.said_first;
    }
}
