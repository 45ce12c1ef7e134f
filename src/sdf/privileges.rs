//! The privileges of BS2000, of which a command may need one (BS2000 "Introduction to System
//! Administration" V21, table 35 in the section on privileges).

/// A privilege a line, and behind blanks who has it.
const PRIVILEGES: &str = include_str!("../../grammar/privileges.txt");

/// All privileges in alphabetical order, each with who has it.
pub fn privileges() -> impl Iterator<Item = (&'static str, &'static str)> {
    let pairs = PRIVILEGES.lines().filter_map(|line| line.split_once(' '));
    pairs.map(|(name, who)| (name, who.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_in_order_and_those_of_the_commands_are_among_them() {
        let names: Vec<&str> = privileges().map(|(name, _)| name).collect();
        assert!(names.is_sorted(), "{names:?}");
        assert!(privileges().all(|(_, who)| !who.is_empty()));
        assert!(names.contains(&"VM2000-ADMINISTRATION"));
    }
}
