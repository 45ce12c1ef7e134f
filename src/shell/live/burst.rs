//! Pastes of several lines that the terminal does not mark: there line ends come as Enter,
//! and would carry commands out that nobody has looked at.

use crate::app::{Input, Key, KeyCode};

/// So many keys at once nobody types.
const LEAST: usize = 8;

/// The inputs that were waiting at one time, with each run of typed keys that goes on behind
/// an Enter as the paste that it must have been.
pub(super) fn with_pastes(inputs: Vec<Input>) -> Vec<Input> {
    let mut found = Vec::with_capacity(inputs.len());
    let mut run = Vec::new();
    for input in inputs {
        if typed(&input).is_some() {
            run.push(input);
            continue;
        }
        found.extend(settled(std::mem::take(&mut run)));
        found.push(input);
    }
    found.extend(settled(run));
    found
}

/// A run of typed keys: a paste, or the keys as they were.
fn settled(run: Vec<Input>) -> Vec<Input> {
    if run.len() < LEAST {
        return run;
    }
    let text: String = run.iter().filter_map(typed).collect();
    if !text.trim_end_matches('\n').contains('\n') {
        return run;
    }
    vec![Input::Paste(text)]
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
