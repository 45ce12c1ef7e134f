//! What names may look like, by the data types of SDF.

use toml::Spanned;

use super::reader::Section;

/// What is true of the names of one kind of thing.
pub(super) struct Rule {
    pub(super) longest: usize,
    pub(super) fits: fn(&str) -> bool,
    pub(super) help: &'static str,
}

/// `<composed-name 1..64>`, as SERVER-UNIT-NAME takes it.
pub(super) const UNIT: Rule = Rule {
    longest: 64,
    fits: |name| name.split(['.', '-']).all(is_word),
    help: "write 1 to 64 letters, digits, $, #, @, parted by `.` or `-`, such as ABGSE501",
};

/// `<name 1..8>`, as VM-IDENTIFICATION takes it.
pub(super) const VM: Rule = Rule {
    longest: 8,
    fits: |name| is_word(name) && !name.starts_with(|c: char| c.is_ascii_digit()),
    help: "write 1 to 8 letters, digits, $, #, @, no digit first, such as VM12PROD",
};

/// `<alphanum-name 1..8>`, as SET-LOGON-PARAMETERS takes an account.
pub(super) const ACCOUNT: Rule = Rule {
    longest: 8,
    fits: is_word,
    help: "write 1 to 8 letters, digits, $, #, @, such as 1 or OPRACC",
};

/// A catalogue id.
pub(super) const PUBSET: Rule = Rule {
    longest: 4,
    fits: |name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric()),
    help: "write 1 to 4 letters and digits, such as PROD",
};

fn is_word(part: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"$#@".contains(&b);
    !part.is_empty() && part.bytes().all(fits)
}

/// A name in upper case, as BS2000 has it, if the field is there and fits the rule.
pub(super) fn name(
    section: &mut Section<'_>,
    field: &'static str,
    rule: &Rule,
) -> Option<Spanned<String>> {
    let text = section.text(field)?;
    let upper = text.get_ref().to_ascii_uppercase();
    if upper.len() <= rule.longest && (rule.fits)(&upper) {
        return Some(Spanned::new(text.span(), upper));
    }
    section.wrong(
        field,
        format!("`{}` does not do as `{field}`", text.get_ref()),
        rule.help,
    );
    None
}

/// Names in upper case, each of which has to fit the rule.
pub(super) fn list(section: &mut Section<'_>, field: &'static str, rule: &Rule) -> Vec<String> {
    let texts = section.texts(field);
    let names = texts.into_iter().map(|text| {
        let upper = text.get_ref().to_ascii_uppercase();
        if upper.len() > rule.longest || !(rule.fits)(&upper) {
            let what = format!("`{}` does not do in `{field}`", text.get_ref());
            section.report().error(text.span(), what, rule.help);
        }
        upper
    });
    names.collect()
}
