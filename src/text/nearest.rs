//! Which known names somebody may have meant.

/// The known names nearest to a mistyped one, best first, at most three.
///
/// ```
/// use vmcons::text::nearest;
/// let names = ["MIGRATE-VM", "SHOW-VM-RESOURCES"];
/// assert_eq!(nearest("MIGRAT-VN", names), ["MIGRATE-VM"]);
/// assert!(nearest("XYZ", names).is_empty());
/// ```
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let typed = typed.to_ascii_uppercase();
    let length = typed.chars().count();
    let mut scored: Vec<(usize, &str)> = known
        .into_iter()
        // A name that is so much longer or shorter cannot be near, and comparing takes long.
        .filter(|name| name.chars().count().abs_diff(length) <= reach(name))
        .map(|name| {
            let upper = name.to_ascii_uppercase();
            (strsim::damerau_levenshtein(&typed, &upper), name)
        })
        .filter(|(distance, name)| *distance <= reach(name))
        .collect();
    scored.sort();
    scored.dedup();
    scored.into_iter().take(3).map(|(_, name)| name).collect()
}

/// How many slips of the finger a name may have and still be meant.
fn reach(name: &str) -> usize {
    1 + name.len() / 4
}
