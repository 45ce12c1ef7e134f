//! Which known names somebody may have meant.

/// More names are nothing to choose from.
const FEW: usize = 3;

/// The known names nearest to a mistyped one, best first, at most three.
///
/// ```
/// use vmcons::text::nearest;
/// let names = ["MIGRATE-VM", "SHOW-VM-RESOURCES"];
/// assert_eq!(nearest("MIGRAT-VN", names), ["MIGRATE-VM"]);
/// assert!(nearest("XYZ", names).is_empty());
/// ```
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut near = all_near(typed, known);
    near.truncate(FEW);
    near
}

/// The first of many names, and how many there are besides.
///
/// ```
/// assert_eq!(vmcons::text::first_of(&["A", "B", "C", "D", "E"]), "A, B, C and 2 more");
/// ```
pub fn first_of(names: &[&str]) -> String {
    let (first, others) = names.split_at_checked(FEW).unwrap_or((names, &[]));
    format!("{} and {} more", first.join(", "), others.len())
}

/// All known names that a mistyped one may have been meant for, best first: of those that
/// are as near, the ones that begin like it.
pub fn all_near<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let typed = typed.to_ascii_uppercase();
    let length = typed.chars().count();
    let mut scored: Vec<(usize, usize, &str)> = known
        .into_iter()
        // A name that is so much longer or shorter cannot be near, and comparing takes long.
        .filter(|name| name.chars().count().abs_diff(length) <= reach(name))
        .map(|name| {
            let upper = name.to_ascii_uppercase();
            let pairs = typed.bytes().zip(upper.bytes());
            let unlike = length.saturating_sub(pairs.take_while(|(a, b)| a == b).count());
            (strsim::damerau_levenshtein(&typed, &upper), unlike, name)
        })
        .filter(|(distance, _, name)| *distance <= reach(name))
        .collect();
    scored.sort();
    scored.dedup();
    // Where one is clearly meant the others only distract.
    let best = scored.first().map_or(0, |(distance, ..)| *distance);
    scored.retain(|(distance, ..)| *distance <= best + 1);
    scored.into_iter().map(|(.., name)| name).collect()
}

/// How many slips of the finger a name may have and still be meant.
fn reach(name: &str) -> usize {
    1 + name.len() / 4
}

/// How near a word has to come to one that is wanted, to count: in hundredths.
const NEAR: usize = 70;

/// The line that has the most of a pattern's words, or words like them; the first of
/// several. `None` if none has half of them.
///
/// ```
/// use vmcons::text::nearest_line;
/// let lines = ["VMS2451 LIVE MIGRATION OF VM", "NBR0740 COMMAND COMPLETED"];
/// assert_eq!(nearest_line("VMS2450 .*MIGRATION", lines), Some(lines[0]));
/// assert_eq!(nearest_line("HAL0331", lines), None);
/// ```
pub fn nearest_line<'a>(
    pattern: &str,
    lines: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let wanted: Vec<String> = words(pattern).collect();
    let score = |line: &str| -> usize {
        let there: Vec<String> = words(line).collect();
        let best = |one: &String| there.iter().map(|other| likeness(one, other)).max();
        wanted.iter().filter_map(best).sum()
    };
    let scored = lines.into_iter().map(|line| (score(line), line));
    let needed = (wanted.len() * 50).max(1);
    let good = scored.filter(|(score, _)| *score >= needed);
    let best = good.reduce(|best, other| if other.0 > best.0 { other } else { best });
    best.map(|(_, line)| line)
}

/// How like two words are, in hundredths; 0 if not much.
fn likeness(one: &str, other: &str) -> usize {
    let length = one.chars().count().max(other.chars().count()).max(1);
    let distance = strsim::damerau_levenshtein(one, other);
    let likeness = 100 - distance.min(length) * 100 / length;
    if likeness >= NEAR { likeness } else { 0 }
}

/// Words that are long enough to say something.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let telling = words.filter(|word| word.len() > 2);
    telling.map(str::to_ascii_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_names_as_near_the_one_that_begins_alike_is_first() {
        let ids = ["VMS2345", "VMS2405", "VMS2450"];
        assert_eq!(nearest("VMS245", ids), ["VMS2450", "VMS2405", "VMS2345"]);
        let many = ["A1", "A2", "A3", "A4"];
        assert_eq!(
            (nearest("A", many).len(), all_near("A", many).len()),
            (3, 4)
        );
    }
}
