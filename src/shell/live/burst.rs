//! Pastes of several lines that the terminal does not mark: there line ends come as Enter,
//! and would carry commands out that nobody has looked at.

use crate::app::{Input, Key, KeyCode};

/// So many keys at once nobody types.
const LEAST: usize = 8;

/// Finds such pastes among what comes.
#[derive(Debug, Default)]
pub(super) struct Bursts {
    /// Whether the last thing that came was such a paste, and ended with a line end.
    has_ended_line: bool,
}

impl Bursts {
    /// The inputs that were waiting at one time, with each run of typed keys that goes on
    /// behind an Enter as the paste that it must have been.
    pub(super) fn with_pastes(&mut self, inputs: Vec<Input>) -> Vec<Input> {
        let mut found = Vec::with_capacity(inputs.len());
        let mut run = Vec::new();
        for input in inputs {
            if typed(&input).is_some() {
                run.push(input);
                continue;
            }
            found.extend(self.settled(std::mem::take(&mut run)));
            found.push(input);
            self.has_ended_line = false;
        }
        found.extend(self.settled(run));
        found
    }

    /// A run of typed keys: a paste, or the keys as they were. What comes at once behind a
    /// paste that ended a line is a line of its own: it would be glued to the one that waits
    /// for its Enter. Keys come one by one where somebody edits that.
    fn settled(&mut self, run: Vec<Input>) -> Vec<Input> {
        if run.is_empty() {
            return run;
        }
        let goes_on = std::mem::take(&mut self.has_ended_line);
        let text: String = run.iter().filter_map(typed).collect();
        let is_command = run.len() > 1 && text.starts_with('/');
        let has_lines = text.trim_end_matches('\n').contains('\n');
        let is_much = run.len() >= LEAST;
        let is_next = goes_on && (is_much || is_command);
        if !(is_next || is_much && has_lines) {
            return run;
        }
        self.has_ended_line = text.ends_with('\n');
        let lead = if is_next && !text.starts_with('\n') {
            "\n"
        } else {
            ""
        };
        vec![Input::Paste(format!("{lead}{text}"))]
    }
}

/// What an input types. Without marks around a paste, its line ends are Enter or Ctrl+J.
fn typed(input: &Input) -> Option<char> {
    let Input::Key(key) = input else {
        return None;
    };
    match key.code {
        KeyCode::Char(c) if !key.ctrl && !key.alt => Some(c),
        KeyCode::Tab if *key == Key::plain(KeyCode::Tab) => Some('\t'),
        KeyCode::Enter if *key == Key::plain(KeyCode::Enter) => Some('\n'),
        KeyCode::Char('j') if *key == Key::ctrl('j') => Some('\n'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Input> {
        let key = |c| match c {
            '\n' => Key::plain(KeyCode::Enter),
            '^' => Key::ctrl('g'),
            c => Key::char(c),
        };
        text.chars().map(key).map(Input::Key).collect()
    }

    fn with_pastes(inputs: Vec<Input>) -> Vec<Input> {
        Bursts::default().with_pastes(inputs)
    }

    #[test]
    fn what_comes_at_once_behind_such_a_paste_is_a_line_of_its_own() {
        let mut bursts = Bursts::default();
        let mut came = |text: &str| bursts.with_pastes(keys(text));
        let pasted = |text: &str| vec![Input::Paste(text.to_owned())];
        assert_eq!(came("/SHOW-V1"), keys("/SHOW-V1"));
        assert_eq!(came("\n/SHOW-V2\n"), pasted("\n/SHOW-V2\n"));
        assert_eq!(came("/SHOW-V3"), pasted("\n/SHOW-V3"));
        // Its Enter enters what is shown first, and then somebody types again.
        assert_eq!(came("\n"), keys("\n"));
        assert_eq!(came("/SHOW-V4"), keys("/SHOW-V4"));
        assert_eq!(came("\n/SHOW-V5\n"), pasted("\n/SHOW-V5\n"));
        assert_eq!(came("/V\n"), pasted("\n/V\n"));
        assert_eq!(came("X"), keys("X"));
        assert_eq!(came("/SHOW-V6"), keys("/SHOW-V6"));
        assert_eq!(came("\n/SHOW-V7\n"), pasted("\n/SHOW-V7\n"));
        assert_eq!(came("^"), keys("^"));
        assert_eq!(came("/SHOW-V8"), keys("/SHOW-V8"));
    }

    #[test]
    fn lines_that_come_at_once_are_a_paste() {
        for text in [
            "/SHOW-VM\n/SHUTDOWN-VM 12\n",
            "ONE\nTWO\nTHREE",
            "\n\n\n\n\n\n\nX",
        ] {
            let pasted = vec![Input::Paste(text.to_owned())];
            assert_eq!(with_pastes(keys(text)), pasted, "{text:?}");
        }
        let mut all = keys("^");
        all.push(Input::Paste("A\nB\nC\nD\nE".to_owned()));
        assert_eq!(with_pastes(keys("^A\nB\nC\nD\nE")), all);
    }

    #[test]
    fn what_somebody_can_have_typed_stays_keys() {
        for text in [
            "/SHOW-VM-STATUS\n",
            "A\nB\nC",
            "/SHOW-VM-STATUS\n\n",
            "/SHOW-VM\n^q",
        ] {
            assert_eq!(with_pastes(keys(text)), keys(text), "{text:?}");
        }
    }
}
