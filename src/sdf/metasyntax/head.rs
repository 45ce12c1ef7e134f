//! What stands above the operands: the name of the command, its help text, and lines of a key
//! and words.

use chumsky::span::SimpleSpan;

use super::define::minimum;
use super::privilege::privileges_of;
use super::syntax::{File, Word};
use super::{Fault, advice};
use crate::catalog::RoutingCode;
use crate::sdf::definition::{CommandDef, Unit};
use crate::text::nearest;

/// The keys that there are.
pub(super) const KEYS: [&str; 8] = [
    "domain",
    "format",
    "privilege",
    "needs",
    "unit",
    "alias",
    "minimum",
    "routing",
];

/// Head lines of which a command has one.
const ONCE: [&str; 5] = ["domain", "format", "minimum", "needs", "routing"];

/// What a command can need beside a privilege.
const EXTENDED: &str = "ADMIN-PRIVILEGES=*MAXIMUM";

/// The longest name of a command: CMD-NAME of SHOW-CMD-ATTRIBUTES takes no longer one.
const LONGEST: usize = 30;

/// The older format, of which SDF checks the name only.
const ISP: &str = "ISP";

/// The command without its operands, and what is wrong with it.
pub(super) fn head(file: &File<'_>) -> (CommandDef, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut def = CommandDef {
        name: file.name.0.to_owned(),
        help: file.help.clone(),
        ..CommandDef::default()
    };
    for (place, (key, words)) in file.head.iter().enumerate() {
        let before = file.head.iter().take(place);
        if ONCE.contains(&key.0) && before.into_iter().any(|((other, _), _)| *other == key.0) {
            let what = format!("`{}` is said twice", key.0);
            let help = "leave one of the lines out";
            faults.push(Fault::new(key.1.into_range(), what, help));
        }
        if let Err(fault) = head_line(&mut def, *key, words) {
            faults.push(fault);
        }
    }
    if def.name.len() > LONGEST {
        let what = format!("a command has a name of at most {LONGEST} characters");
        let help = "leave words out, or shorten them";
        faults.push(Fault::new(file.name.1.into_range(), what, help));
    }
    // Whoever mistyped the key is told so already.
    let is_meant = |key: &str| nearest(key, KEYS).first() == Some(&"domain");
    if def.domain.is_empty() && !file.head.iter().any(|((key, _), _)| is_meant(key)) {
        let help = "write a line `domain` and the name of the application domain, such as VM2000";
        faults.push(Fault::new(
            file.name.1.into_range(),
            "the command has no domain",
            help,
        ));
    }
    if def.is_isp {
        // It has no abbreviations.
        def.minimum = Some(def.name.clone());
    }
    (def, faults)
}

/// A line of the head, if it has the form of one.
fn head_line(def: &mut CommandDef, key: Word<'_>, words: &[Word<'_>]) -> Result<(), Fault> {
    let (name, span) = (key.0, key.1.into_range());
    let [(first, first_span), more @ ..] = words else {
        let help = format!("write what it is, as in `{name} NAME`");
        return Err(Fault::new(span, format!("`{name}` says nothing"), help));
    };
    if first.starts_with('=') && nearest(name, KEYS).is_empty() {
        return Err(advice::named(span.start, name, "the name of an operand"));
    }
    if first.starts_with([':', '=']) {
        let what = format!("a blank alone stands behind `{name}`");
        let help = format!("leave out the `{}`", first.split_at(1).0);
        let start = first_span.start;
        return Err(Fault::new(start..start + 1, what, help));
    }
    if let (true, [(_, second), ..]) = (ONCE.contains(&name), more) {
        let help = "leave out what is behind the first";
        let what = format!("`{name}` is one name");
        return Err(Fault::new(second.into_range(), what, help));
    }
    say(def, key, (*first, *first_span), words)
}

/// What a line of the head says of the command.
fn say(
    def: &mut CommandDef,
    (key, span): Word<'_>,
    (first, first_span): Word<'_>,
    words: &[Word<'_>],
) -> Result<(), Fault> {
    let instead = |what: String, help: String| Err(Fault::new(first_span.into_range(), what, help));
    match key {
        "domain" => first.clone_into(&mut def.domain),
        "privilege" => def.privileges.extend(privileges_of(words)?),
        "alias" => {
            for word in words {
                def.aliases.push(alias(&def.name, *word)?);
            }
        }
        "routing" => def.routing = Some(routing(first, first_span)?),
        "format" if first == ISP => def.is_isp = true,
        "format" => {
            let help = format!("write `format {ISP}`, or leave the line out");
            return instead(format!("`{first}` is no format of a command"), help);
        }
        "needs" if first == EXTENDED => def.extended = true,
        "needs" => {
            let help = format!("write `needs {EXTENDED}`, or leave the line out");
            return instead(format!("no command needs `{first}`"), help);
        }
        "unit" => {
            for word in words {
                def.units.push(unit(*word)?);
            }
        }
        "minimum" => def.minimum = Some(minimum(&def.name, (first, first_span))?),
        _ => {
            let near = nearest(key, KEYS);
            let all = KEYS.join(", ");
            let help = format!("write {}", near.first().map_or(all.as_str(), |near| near));
            let what = format!("`{key}` is no head line");
            return Err(Fault::new(span.into_range(), what, help));
        }
    }
    Ok(())
}

/// A further name, which can be abbreviated and is none that the command has.
fn alias(name: &str, (word, span): Word<'_>) -> Result<String, Fault> {
    let fault = |what: String, help: &str| Err(Fault::new(span.into_range(), what, help));
    if !is_name(word) {
        let help = "write parts in upper case, joined by single hyphens";
        return fault(format!("`{word}` is no name of a command"), help);
    }
    if word == name {
        let help = "leave it out, or choose another alias";
        return fault(format!("{word} is its name already"), help);
    }
    Ok(word.to_owned())
}

fn routing(word: &str, span: SimpleSpan) -> Result<RoutingCode, Fault> {
    let mut chars = word.chars();
    let code = chars.next().filter(|_| chars.as_str().is_empty());
    code.and_then(RoutingCode::new).ok_or_else(|| {
        let what = format!("`{word}` is no routing code");
        let help = "write one of A to Z, 0 to 9, *, @, # and $";
        Fault::new(span.into_range(), what, help)
    })
}

/// Whether a word has parts that can be abbreviated.
pub(super) fn is_name(word: &str) -> bool {
    let fits = |part: &str| {
        let mut bytes = part.bytes();
        !part.is_empty() && bytes.all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    word.split('-').all(fits)
}

fn unit((word, span): Word<'_>) -> Result<Unit, Fault> {
    match word {
        "/390" => Ok(Unit::S390),
        "x86" => Ok(Unit::X86),
        _ => {
            let what = format!("`{word}` is no type of server unit");
            Err(Fault::new(span.into_range(), what, "write /390 or x86"))
        }
    }
}
