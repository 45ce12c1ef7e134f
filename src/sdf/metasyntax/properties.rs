//! Properties that hold for any file, however odd.

use proptest::prelude::*;

use super::{MAX_FAULTS, read};
use crate::builtin;

/// A file loads, or is refused with errors at places of it that can be shown.
fn check(text: &str) {
    if let Err(errors) = read("x.sdf", text) {
        assert!(
            !errors.0.is_empty() && errors.0.len() <= MAX_FAULTS,
            "{text:?}"
        );
        let lines = text.lines().count().max(1);
        for error in &errors.0 {
            assert!((1..=lines + 1).contains(&error.line), "{text:?}\n{error}");
            let help = error.help.as_deref().unwrap_or_default();
            assert!(!help.is_empty(), "{text:?}\n{error}");
        }
        let shown = errors.to_string();
        let is_control = |c: char| c.is_control() && c != '\n';
        assert!(!shown.contains(is_control), "{text:?}\n{shown}");
    }
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("X"),
        Just("domain D"),
        Just("alias Y"),
        Just("\n"),
        Just("\n  ,A = "),
        Just("\n   B = "),
        Just("*X"),
        Just("_*X_"),
        Just("_"),
        Just("("),
        Just(")"),
        Just("["),
        Just("]"),
        Just("<name 1..8>"),
        Just("<integer"),
        Just(" 1..9"),
        Just(" with-wild(20)"),
        Just("<"),
        Just(">"),
        Just("list-poss(2):"),
        Just("/"),
        Just("="),
        Just(","),
        Just("\"help\""),
        Just("\""),
        Just("#"),
        Just(" "),
        Just("\t"),
        Just("\r\n"),
        Just("Ä"),
        Just("minimum X"),
        Just("..."),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
        check(&format!("X\n domain D\n{text}"));
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let text = String::from_utf8_lossy(&bytes);
        check(&text);
        check(&format!("X\n domain D\n A = {text}"));
    }

    #[test]
    fn any_pieces(text in pieces()) {
        check(&text);
        check(&format!("X\n domain D\n   A = {text}"));
    }

    /// A slip of the finger in a file that is right.
    #[test]
    fn any_slip(file in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), slip in "[ -~\n]?") {
        let text = builtin::COMMANDS[file.index(builtin::COMMANDS.len())].text;
        let chars: Vec<char> = text.chars().collect();
        let at = at.index(chars.len());
        let (before, behind) = chars.split_at(at);
        let slipped: String = before.iter().collect::<String>() + &slip;
        check(&format!("{slipped}{}", behind.iter().skip(1).collect::<String>()));
        check(&format!("{slipped}{}", behind.iter().collect::<String>()));
    }
}

/// A quadratic way through a file of this length would take minutes.
#[test]
fn long_hostile_files_are_read_in_linear_time() {
    for piece in [
        "(",
        ")",
        "<",
        "_",
        "=_",
        "\"",
        ",\n",
        "\n,A = *X |",
        "\n,A = *X(",
        "list",
        "#\n",
        "\n",
        "Ä",
        "a = ",
        "*x",
        "A = ",
    ] {
        for lead in ["", "X\n domain D\n A = "] {
            check(&format!("{lead}{}", piece.repeat(64 * 1024 / piece.len())));
        }
    }
}
