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

    pub(super) fn end(self) -> String {
        self.0
    }
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
}
