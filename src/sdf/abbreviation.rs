//! Which name an abbreviation means (Commands V21, page 15).

/// A name and the shortest abbreviation of it that is accepted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate<'a, T> {
    pub name: &'a str,
    pub minimum: Option<&'a str>,
    /// What the name stands for; several names may stand for the same.
    pub means: T,
}

/// What an abbreviation turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found<T> {
    One(T),
    None,
    Several,
}

/// Looks an abbreviation up among the names valid at its place. A full name wins
/// over everything that it also abbreviates.
pub(super) fn resolve<'a, T: Copy + PartialEq>(
    short: &str,
    candidates: impl Iterator<Item = Candidate<'a, T>>,
) -> Found<T> {
    let mut found = Found::None;
    for candidate in candidates {
        if candidate.name.eq_ignore_ascii_case(short) {
            return Found::One(candidate.means);
        }
        if !fits(short, &candidate) {
            continue;
        }
        found = match found {
            Found::None => Found::One(candidate.means),
            Found::One(other) if other == candidate.means => found,
            Found::One(_) | Found::Several => Found::Several,
        };
    }
    found
}

/// Whether a candidate is meant by an abbreviation, apart from others being meant too.
pub(super) fn fits<T>(short: &str, candidate: &Candidate<'_, T>) -> bool {
    abbreviates(short, candidate.name)
        && candidate
            .minimum
            .is_none_or(|minimum| abbreviates(minimum, short))
}

/// Whether characters were only left out from the right, in each hyphen part and of
/// whole parts. A period counts as a character, but may not be the last one.
pub(super) fn abbreviates(short: &str, name: &str) -> bool {
    may_become(short, name) && !short.is_empty() && !short.ends_with(['-', '.'])
}

/// Whether what was typed so far can still become an abbreviation of a name, or all
/// of it.
pub(super) fn may_become(typed: &str, name: &str) -> bool {
    let mut left = name.bytes();
    let mut last = b'-';
    typed.bytes().all(|byte| {
        let fits = match byte {
            b'-' => last != b'-' && left.any(|b| b == b'-'),
            _ => left.next().is_some_and(|b| b.eq_ignore_ascii_case(&byte)),
        };
        last = byte;
        fits
    })
}

/// Whether `text` begins with `start`, whatever the case.
pub(super) fn begins_with(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|s| s.eq_ignore_ascii_case(start))
}

/// A name cut to the lengths of a typed one's parts, so that a mistyped
/// abbreviation can be compared with it.
pub(super) fn cut_like(typed: &str, name: &str) -> String {
    let parts: Vec<&str> = typed
        .split('-')
        .zip(name.split('-'))
        .map(|(typed, part)| part.get(..typed.len()).unwrap_or(part))
        .collect();
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names<'a>(names: &'a [&'a str]) -> impl Iterator<Item = Candidate<'a, &'a str>> {
        names.iter().map(|name| Candidate {
            name,
            minimum: None,
            means: *name,
        })
    }

    /// sdf.md section 2, rules 1 and 2.
    #[test]
    fn parts_are_left_out_from_right_to_left() {
        for (short, name, fits) in [
            ("VM-ID", "VM-IDENTIFICATION", true),
            ("vm-id", "VM-IDENTIFICATION", true),
            ("MIG-VM", "MIGRATE-VM", true),
            ("MIG", "MIGRATE-VM", true),
            ("MOD-SDF-OPT", "MODIFY-SDF-OPTIONS", true),
            ("SYN", "SYNTAX-FILE", true),
            ("M--O", "MODIFY-SDF-OPTIONS", false),
            ("VM-", "VM-IDENTIFICATION", false),
            ("ID", "VM-IDENTIFICATION", false),
            ("VM-ID-X", "VM-IDENTIFICATION", false),
            ("MODSDF", "MODIFY-SDF-OPTIONS", false),
            ("", "VM", false),
            // Rule 4: a period counts, but not as the last character.
            ("OSD-V2.0", "OSD-V2.0", true),
            ("OSD-V2", "OSD-V2.0", true),
            ("OSD-V2.", "OSD-V2.0", false),
        ] {
            assert_eq!(abbreviates(short, name), fits, "{short} {name}");
        }
    }

    /// sdf.md section 2, rule 3.
    #[test]
    fn an_abbreviation_is_unique_and_a_full_name_wins() {
        let known = ["START-VM", "STATUS", "START-VM-DIALOG"];
        assert_eq!(resolve("STATU", names(&known)), Found::One("STATUS"));
        assert_eq!(resolve("STA", names(&known)), Found::Several);
        assert_eq!(resolve("START-VM", names(&known)), Found::One("START-VM"));
        assert_eq!(resolve("STOP", names(&known)), Found::None);
    }

    /// sdf.md section 2, rule 6.
    #[test]
    fn shorter_than_the_minimum_is_refused_even_if_unique() {
        let shutdown = |short| {
            resolve(
                short,
                [Candidate {
                    name: "SHUTDOWN-VM",
                    minimum: Some("SHUT-VM"),
                    means: (),
                }]
                .into_iter(),
            )
        };
        assert_eq!(shutdown("SHUT-VM"), Found::One(()));
        assert_eq!(shutdown("SHUTD-VM"), Found::One(()));
        assert_eq!(shutdown("SHUT"), Found::None);
        assert_eq!(shutdown("SHU-VM"), Found::None);
    }

    #[test]
    fn two_names_of_one_thing_are_not_ambiguous() {
        let both = ["SHOW-X", "SHOX"].map(|name| Candidate {
            name,
            minimum: None,
            means: 1,
        });
        assert_eq!(resolve("SHO", both.into_iter()), Found::One(1));
    }
}
