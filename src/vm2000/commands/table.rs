//! Tables as VM2000 prints them: columns at fixed places.

/// A line that is filled by column, counted from 1 as the manuals do.
#[derive(Debug, Default)]
pub(super) struct Line(String);

impl Line {
    pub(super) fn new() -> Self {
        Line::default()
    }

    /// Puts a text so that it begins in a column.
    pub(super) fn at(mut self, column: usize, text: &str) -> Self {
        let filled = self.0.chars().count();
        self.0.extend(std::iter::repeat_n(
            ' ',
            column.saturating_sub(1).saturating_sub(filled),
        ));
        self.0.push_str(text);
        self
    }

    /// Puts a text so that it ends in a column.
    pub(super) fn to(self, column: usize, text: &str) -> Self {
        let start = column.saturating_sub(text.chars().count()) + 1;
        self.at(start, text)
    }

    /// The line, without the blanks of columns in which nothing stands.
    pub(super) fn end(self) -> String {
        self.0.trim_end().to_owned()
    }
}

/// The last column of a display.
const LAST: usize = 79;

/// Puts a list behind the beginning of a line, its items separated by commas. What does
/// not fit goes on below, in the same column.
pub(super) fn listed(head: Line, column: usize, items: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = head;
    let mut text = String::new();
    for (place, item) in items.iter().enumerate() {
        let comma = if place + 1 < items.len() { "," } else { "" };
        if !text.is_empty() && column + text.len() + item.len() > LAST {
            let full = std::mem::take(&mut line);
            lines.push(full.at(column, &std::mem::take(&mut text)).end());
        }
        text.push_str(item);
        text.push_str(comma);
    }
    lines.push(line.at(column, &text).end());
    lines
}

/// `YES` or `NO`.
pub(super) fn yes_no(yes: bool) -> &'static str {
    if yes { "YES" } else { "NO" }
}

/// A number of hundredths with two decimals: `30.00`.
pub(super) fn hundredths(number: u32) -> String {
    format!("{}.{:02}", number / 100, number % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_begin_and_end_where_they_should() {
        let line = Line::new()
            .to(2, "1")
            .at(4, "MONITOR")
            .to(16, "30.00")
            .end();
        assert_eq!(line, " 1 MONITOR 30.00");
        assert_eq!(hundredths(1), "0.01");
    }

    #[test]
    fn a_long_list_goes_on_below_itself() {
        let items: Vec<String> = (0..20).map(|n| format!("FA{n:02}")).collect();
        let lines = listed(Line::new().at(1, "X"), 14, &items);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.len() <= 80));
        assert!(lines[1].starts_with(&format!("{}FA", " ".repeat(13))));
        assert_eq!(listed(Line::new(), 3, &[]), [""]);
    }
}
