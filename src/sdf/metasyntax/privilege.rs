//! The privileges that a command's file names.

use super::Fault;
use super::syntax::Word;
use crate::sdf::privileges;
use crate::text::nearest;

/// The privileges of a line, all of which there are.
pub(super) fn privileges_of(words: &[Word<'_>]) -> Result<Vec<String>, Fault> {
    words.iter().map(privilege).collect()
}

/// A privilege that there is.
fn privilege(&(word, span): &Word<'_>) -> Result<String, Fault> {
    let names = || privileges().map(|(name, _)| name);
    if names().any(|name| name == word) {
        return Ok(word.to_owned());
    }
    let bare = word
        .trim_matches([',', ';', '"', '\''])
        .to_ascii_uppercase();
    if bare != word && names().any(|name| name == bare) {
        let what = match word.eq_ignore_ascii_case(&bare) {
            true => format!("`{word}` is in lower case"),
            false => format!("`{word}` is more than the name of a privilege"),
        };
        return Err(Fault::new(
            span.into_range(),
            what,
            format!("write {bare}; several with blanks between them"),
        ));
    }
    // OPERATOR may well be meant for OPERATING: half of it is the same.
    let begins = |name: &&str| bare.len() > 3 && alike(name, &bare) * 2 > bare.len();
    let near = nearest(&bare, names());
    let near = match near.is_empty() {
        true => names().filter(begins).take(3).collect(),
        false => near,
    };
    let help = match near.is_empty() {
        true => "`vmcons list privileges` names all of them".to_owned(),
        false => format!("write {}", near.join(" or ")),
    };
    Err(Fault::new(
        span.into_range(),
        format!("there is no privilege `{word}`"),
        help,
    ))
}

/// How many characters two names have in common at their beginning.
fn alike(one: &str, other: &str) -> usize {
    one.bytes()
        .zip(other.bytes())
        .take_while(|(a, b)| a == b)
        .count()
}
