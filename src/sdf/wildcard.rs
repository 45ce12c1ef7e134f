//! Wildcards in names (SDF-P V2.5, page 199; openSM2, pages 418 to 420).

/// Whether a name fits a pattern: `*` is any string, `/` any one character, `<a,b>` one
/// of several strings, `<a:b>` what lies between two, and a leading `-` negates all. A
/// period at the end means at least one more character. Digits lie behind letters.
///
/// ```
/// use vmcons::sdf::wildcard_matches;
/// assert!(wildcard_matches("VM*", "VM12PROD"));
/// assert!(wildcard_matches("VM1//ROD", "VM12PROD"));
/// assert!(wildcard_matches("VM<01,12>PROD", "VM12PROD"));
/// assert!(!wildcard_matches("-VM*", "VM12PROD"));
/// assert!(wildcard_matches("VM<A:1>", "VM1") && !wildcard_matches("VM.", "VM."));
/// ```
pub fn wildcard_matches(pattern: &str, name: &str) -> bool {
    match pattern.strip_prefix('-') {
        Some(negated) => !fits(negated, name),
        None => fits(pattern, name),
    }
}

/// Whether a text selects by wildcards: a negation does, even of a whole name, and so does
/// the beginning of a name up to a period.
pub fn is_pattern(text: &str) -> bool {
    text.starts_with('-') || text.ends_with('.') || text.contains(['*', '/', '<'])
}

fn fits(pattern: &str, name: &str) -> bool {
    let mut chars = pattern.chars();
    let Some(first) = chars.next() else {
        return name.is_empty();
    };
    let rest = chars.as_str();
    match first {
        '.' if matches!(rest, "" | "*") => name.strip_prefix('.').is_some_and(|n| !n.is_empty()),
        '*' => suffixes(name).any(|suffix| fits(rest, suffix)),
        '/' => without_first(name).is_some_and(|suffix| fits(rest, suffix)),
        '<' => match rest.split_once('>') {
            Some((choice, rest)) => prefixes(name)
                .any(|(prefix, suffix)| is_chosen(choice, prefix) && fits(rest, suffix)),
            None => false,
        },
        c => name
            .strip_prefix(c)
            .is_some_and(|suffix| fits(rest, suffix)),
    }
}

fn is_chosen(choice: &str, part: &str) -> bool {
    choice.split(',').any(|one| match one.split_once(':') {
        Some((low, high)) => {
            let longest = if high.is_empty() {
                part.len()
            } else {
                low.len().max(high.len())
            };
            let shortest = if high.is_empty() {
                low.len()
            } else {
                low.len().min(high.len())
            };
            (shortest..=longest).contains(&part.len())
                && (low.is_empty() || order(part).ge(order(low)))
                && (high.is_empty() || order(part).le(order(high)))
        }
        None => one == part,
    })
}

/// A text as EBCDIC sorts it: special characters, letters, digits.
fn order(text: &str) -> impl Iterator<Item = (u8, char)> {
    text.chars().map(|c| match c {
        '0'..='9' => (2, c),
        'A'..='Z' => (1, c),
        _ => (0, c),
    })
}

fn without_first(name: &str) -> Option<&str> {
    let mut chars = name.chars();
    chars.next().map(|_| chars.as_str())
}

fn suffixes(name: &str) -> impl Iterator<Item = &str> {
    prefixes(name).map(|(_, suffix)| suffix)
}

fn prefixes(name: &str) -> impl Iterator<Item = (&str, &str)> {
    let ends = name.char_indices().map(|(i, _)| i).chain([name.len()]);
    ends.filter_map(|end| name.split_at_checked(end))
}
