//! One line of a plain session, and what it asks for.

/// What a line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    /// Nothing.
    Nothing,
    /// Enter a text at a console, or at the one used last.
    Enter(Option<String>, String),
    /// Use this console from now on.
    Use(String),
    /// Answer the oldest open question of a console.
    Reply(String, String),
    /// Hear these consoles only; `all` or `main` stand for themselves.
    Hear(Vec<String>),
    /// Something that is a word and what stands behind it.
    Word(&'static str, String),
}

/// The words that stand for themselves, what stands behind each, and what it does.
pub(super) const WORDS: &[(&str, &str, &str)] = &[
    ("help", "", "this help"),
    ("consoles", "", "the consoles, with what runs there"),
    ("questions", "", "the questions that wait for an answer"),
    (
        "map",
        "",
        "what no real console shows: machines, migrations, faults to come",
    ),
    ("explain", "VMS2450", "what a message means"),
    ("time", "", "what time it is, and how fast it goes"),
    ("pause", "", "stop simulated time"),
    ("go", "", "let it go on"),
    (
        "speed",
        "10",
        "let it flow so many times as fast as the clock, or max",
    ),
    ("step", "", "go on to the next event"),
    ("message", "", "go on to the next message"),
    (
        "inject",
        "link-loss ABGSE501",
        "let a fault happen; when ABGSE701 /VMS2430/ behind it: once such a line appears",
    ),
    ("note", "Read VMS2453 again", "tell the trainee something"),
    ("keep", "NAME", "keep a snapshot"),
    ("restore", "NAME", "go to a snapshot"),
    ("back", "10m", "go back in time"),
    ("quit", "", "leave"),
];

/// Reads a line.
///
/// # Errors
/// What is wrong with it, and what to write instead.
pub(super) fn read(line: &str) -> Result<Wish, String> {
    let line = line.trim_end_matches(['\r', '\n']);
    let text = line.trim();
    if text.is_empty() || text.starts_with('#') {
        return Ok(Wish::Nothing);
    }
    let Some(behind) = text.strip_prefix('@') else {
        return Ok(Wish::Enter(None, line.to_owned()));
    };
    let (word, rest) = behind
        .split_once(char::is_whitespace)
        .unwrap_or((behind, ""));
    let rest = rest.trim().to_owned();
    if word.is_empty() {
        return Err("write a console's name behind the @, or @help".to_owned());
    }
    if word.eq_ignore_ascii_case("hear") {
        let names: Vec<String> = rest.split_whitespace().map(str::to_owned).collect();
        if names.is_empty() {
            return Err("write @hear NAME NAME, @hear all, or @hear main".to_owned());
        }
        return Ok(Wish::Hear(names));
    }
    if word.eq_ignore_ascii_case("reply") {
        let (console, answer) = rest.split_once(char::is_whitespace).unwrap_or((&rest, ""));
        if console.is_empty() {
            return Err("write @reply ABGSE501 Y".to_owned());
        }
        return Ok(Wish::Reply(console.to_owned(), answer.trim().to_owned()));
    }
    let known = WORDS
        .iter()
        .find(|(known, ..)| known.eq_ignore_ascii_case(word));
    Ok(match known {
        Some((known, example, _)) if !example.is_empty() && rest.is_empty() => {
            return Err(format!("write @{known} {example}"));
        }
        Some((known, ..)) => Wish::Word(known, rest),
        None if is_of_scripts(word) => {
            return Err(format!(
                "@{word} is for scripts (vmcons batch); here time flows by itself: @speed max hurries, @step goes to the next event"
            ));
        }
        None if rest.is_empty() => Wish::Use(word.to_owned()),
        None => Wish::Enter(Some(word.to_owned()), rest),
    })
}

/// Whether only a script needs a word, which is carried out as fast as it can be.
fn is_of_scripts(word: &str) -> bool {
    ["wait", "idle"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(word))
}

/// What can be written, line by line.
pub(super) fn help() -> Vec<String> {
    let fixed = [
        ("/SHOW-VM-STATUS", "enter a line at the console used last"),
        ("@NAME /SHOW-VM-STATUS", "enter it at this console"),
        ("@NAME", "use this console from now on"),
        ("@reply NAME Y", "answer the oldest question of a console"),
        (
            "@hear NAME NAME",
            "hear these consoles only; all: all there are; main: the main ones, as at first",
        ),
    ];
    let fixed = fixed.iter().map(|(line, what)| format!("{line}: {what}"));
    let words = WORDS.iter().map(|(word, example, what)| {
        let line = format!("@{word} {example}");
        format!("{}: {what}", line.trim_end())
    });
    fixed.chain(words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read() {
        let name = || "ABGSE501".to_owned();
        for (line, wish) in [
            ("/SHOW-VM", Wish::Enter(None, "/SHOW-VM".to_owned())),
            ("  TEXT", Wish::Enter(None, "  TEXT".to_owned())),
            ("@ABGSE501 /X", Wish::Enter(Some(name()), "/X".to_owned())),
            ("@ABGSE501", Wish::Use(name())),
            ("@reply ABGSE501 Y", Wish::Reply(name(), "Y".to_owned())),
            ("@hear ABGSE501", Wish::Hear(vec![name()])),
            ("@hear all", Wish::Hear(vec!["all".to_owned()])),
            ("@HELP", Wish::Word("help", String::new())),
            ("@back 10m", Wish::Word("back", "10m".to_owned())),
            ("# note", Wish::Nothing),
            ("", Wish::Nothing),
        ] {
            assert_eq!(read(line), Ok(wish), "{line}");
        }
        for line in [
            "@", "@hear", "@reply", "@inject", "@keep", "@note", "@explain",
        ] {
            assert!(read(line).unwrap_err().contains("write "), "{line}");
        }
    }
}
