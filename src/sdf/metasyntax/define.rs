//! From the tree of a file to a definition.

use chumsky::span::SimpleSpan;

use super::privilege::privileges_of;
use super::syntax::{Alternative, File, Form, Operand, Word};
use super::{Fault, advice, attributes};
use crate::catalog::RoutingCode;
use crate::sdf::abbreviation::abbreviates;
use crate::sdf::bind::{Binder, names, simple};
use crate::sdf::definition::{self, Choice, CommandDef, OperandDef, Structure, Unit};
use crate::sdf::types::Kind;
use crate::sdf::{Value, line};
use crate::text::nearest;

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

/// The command, or all that is wrong with it.
pub(super) fn command(file: &File<'_>) -> Result<CommandDef, Vec<Fault>> {
    let (mut def, mut faults) = head(file);
    def.operands = operands(&file.operands, &mut faults);
    faults.extend(greedy(&def.operands, &file.operands));
    if faults.is_empty() {
        Ok(def)
    } else {
        Err(faults)
    }
}

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

/// An operand that takes the rest of the line with another one beside it.
fn greedy(defs: &[OperandDef], trees: &[Operand<'_>]) -> Option<Fault> {
    let takes_all = |def: &OperandDef| def.typed().any(|(ty, _)| ty.kind == Kind::CommandRest);
    let mut both = defs.iter().zip(trees);
    let (def, tree) = both
        .find(|(def, _)| takes_all(def))
        .filter(|_| defs.len() > 1)?;
    let what = format!(
        "{} takes the rest of the line, and with it the other operands",
        def.name
    );
    let help = "leave the other operands out, or write <text>";
    Some(Fault::new(tree.name.1.into_range(), what, help))
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

fn head_line(def: &mut CommandDef, (key, span): Word<'_>, words: &[Word<'_>]) -> Result<(), Fault> {
    let span = span.into_range();
    let owned = || words.iter().map(|(word, _)| (*word).to_owned());
    let [(first, first_span), more @ ..] = words else {
        let help = format!("write what it is, as in `{key} NAME`");
        return Err(Fault::new(span, format!("`{key}` says nothing"), help));
    };
    if first.starts_with('=') && nearest(key, KEYS).is_empty() {
        return Err(advice::named(span.start, key, "the name of an operand"));
    }
    if first.starts_with([':', '=']) {
        let what = format!("a blank alone stands behind `{key}`");
        let help = format!("leave out the `{}`", first.split_at(1).0);
        let start = first_span.start;
        return Err(Fault::new(start..start + 1, what, help));
    }
    if let (true, [(_, second), ..]) = (ONCE.contains(&key), more) {
        let help = "leave out what is behind the first";
        return Err(Fault::new(
            second.into_range(),
            format!("`{key}` is one name"),
            help,
        ));
    }
    match key {
        "domain" => def.domain = (*first).to_owned(),
        "privilege" => def.privileges.extend(privileges_of(words)?),
        "alias" => {
            let wrong = words.iter().find(|(word, _)| !is_name(word));
            if let Some((word, span)) = wrong {
                let what = format!("`{word}` is no name of a command");
                let help = "write parts in upper case, joined by single hyphens";
                return Err(Fault::new(span.into_range(), what, help));
            }
            if let Some((word, span)) = words.iter().find(|(word, _)| *word == def.name) {
                let what = format!("{word} is its name already");
                let help = "leave it out, or choose another alias";
                return Err(Fault::new(span.into_range(), what, help));
            }
            def.aliases.extend(owned());
        }
        "routing" => def.routing = Some(routing(first, *first_span)?),
        "format" if *first == ISP => def.is_isp = true,
        "format" => {
            let what = format!("`{first}` is no format of a command");
            let help = format!("write `format {ISP}`, or leave the line out");
            return Err(Fault::new(first_span.into_range(), what, help));
        }
        "needs" if *first == EXTENDED => def.extended = true,
        "needs" => {
            let what = format!("no command needs `{first}`");
            let help = format!("write `needs {EXTENDED}`, or leave the line out");
            return Err(Fault::new(first_span.into_range(), what, help));
        }
        "unit" => {
            for word in words {
                def.units.push(unit(*word)?);
            }
        }
        "minimum" => def.minimum = Some(minimum(&def.name, (*first, *first_span))?),
        _ => {
            let near = nearest(key, KEYS);
            let all = KEYS.join(", ");
            let help = format!("write {}", near.first().map_or(all.as_str(), |near| near));
            return Err(Fault::new(span, format!("`{key}` is no head line"), help));
        }
    }
    Ok(())
}

/// Whether a word has parts that can be abbreviated.
fn is_name(word: &str) -> bool {
    let fits = |part: &str| {
        let mut bytes = part.bytes();
        !part.is_empty() && bytes.all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    word.split('-').all(fits)
}

/// The shortest abbreviation of a name that is accepted.
fn minimum(name: &str, (short, span): Word<'_>) -> Result<String, Fault> {
    if abbreviates(short, name) {
        return Ok(short.to_owned());
    }
    let what = format!("`{short}` is no abbreviation of {name}");
    let help = "leave out characters from the right of each part of the name";
    Err(Fault::new(span.into_range(), what, help))
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

fn operands(trees: &[Operand<'_>], faults: &mut Vec<Fault>) -> Vec<OperandDef> {
    let mut defs: Vec<OperandDef> = Vec::new();
    for tree in trees {
        for (name, span) in std::iter::once(&tree.name).chain(&tree.aliases) {
            if names(&defs).any(|other| other.name == *name) {
                let what = format!("there are two operands {name}");
                let help = "give one of them another name, or leave it out";
                faults.push(Fault::new(span.into_range(), what, help));
            }
        }
        defs.push(operand(tree, faults));
    }
    defs
}

#[inline(never)] // LLVM's constraint elimination takes minutes over all of it in one piece.
pub(super) fn operand(tree: &Operand<'_>, faults: &mut Vec<Fault>) -> OperandDef {
    let mut def = OperandDef {
        name: tree.name.0.to_owned(),
        aliases: tree.aliases.iter().map(|a| a.0.to_owned()).collect(),
        help: tree.help.clone(),
        ..OperandDef::default()
    };
    match tree.minimum.map(|short| minimum(&def.name, short)) {
        Some(Ok(short)) => def.minimum = Some(short),
        Some(Err(fault)) => faults.push(fault),
        None => {}
    }
    let mut default: Option<Word<'_>> = None;
    let before = faults.len();
    for alternative in &tree.alternatives {
        if let Form::Default(word) = alternative.form
            && default.replace(word).is_some()
        {
            let help = "mark one value with underscores";
            faults.push(Fault::new(
                word.1.into_range(),
                "there are two defaults",
                help,
            ));
        }
        match self::alternative(&mut def, alternative, faults) {
            Ok(Some(alternative)) => def.alternatives.push(alternative),
            Ok(None) => {}
            Err(fault) => faults.push(fault),
        }
    }
    // A default that a wrong value was to take is not wrong itself.
    if let Some(word) = default.filter(|_| faults.len() == before) {
        match default_value(&def, word) {
            Ok(value) => def.default = Some(value),
            Err(fault) => faults.push(fault),
        }
    }
    def
}

/// An alternative; a constant as a default is none by itself.
fn alternative(
    def: &mut OperandDef,
    tree: &Alternative<'_>,
    faults: &mut Vec<Fault>,
) -> Result<Option<definition::Alternative>, Fault> {
    if let Some((number, span)) = tree.list {
        let most = number.parse().ok().filter(|n| *n > 0 && def.list.is_none());
        let help = "write list-poss(n): once, with the greatest number of values";
        let fault = || Fault::new(span.into_range(), "this list cannot be", help);
        def.list = Some(most.ok_or_else(fault)?);
    }
    let choice = match &tree.form {
        Form::Default((text, _)) if !text.starts_with('*') => return Ok(None),
        Form::Keyword(word) | Form::Optional(word) | Form::Default(word) => keyword(def, *word)?,
        Form::Type(words) => Choice::Typed(attributes::data_type(words)?),
    };
    let optional_introducer = matches!(tree.form, Form::Optional(_));
    if optional_introducer && tree.structure.is_none() {
        let help = "write the operands in brackets behind it, or leave out [ and ]";
        return Err(Fault::new(
            tree.span.into_range(),
            "this value introduces nothing",
            help,
        ));
    }
    let minimum = match (&choice, tree.minimum) {
        (Choice::Keyword(keyword), Some((short, span))) => {
            let bare = short.strip_prefix('*').unwrap_or(short);
            Some(minimum(keyword.trim_start_matches('*'), (bare, span))?)
        }
        (Choice::Typed(_), Some((_, span))) => {
            let help = "write a minimum abbreviation behind a keyword only";
            let what = "a data type has no abbreviation";
            return Err(Fault::new(span.into_range(), what, help));
        }
        (_, None) => None,
    };
    let structure = tree.structure.as_ref().map(|inner| Structure {
        operands: operands(inner, faults),
        optional_introducer,
    });
    Ok(Some(definition::Alternative {
        choice,
        structure,
        listed: def.list.is_some(),
        minimum,
    }))
}

/// A keyword that can be told from the others.
#[inline(never)] // as `operand`
fn keyword(def: &OperandDef, (text, span): Word<'_>) -> Result<Choice, Fault> {
    let fault = |what: String, help: &str| Err(Fault::new(span.into_range(), what, help));
    if def.keywords().any(|(other, _)| other == text) {
        return fault(
            format!("{} has {text} twice", def.name),
            "leave one of them out",
        );
    }
    let parts = text.strip_prefix('*').unwrap_or(text);
    let alone = parts.is_empty();
    if !alone && parts.split('-').any(str::is_empty) || parts.ends_with('.') {
        let help = "write parts joined by single hyphens, as in *BY-VM-GROUP";
        return fault(format!("{text} could not be abbreviated"), help);
    }
    Ok(Choice::Keyword(text.to_owned()))
}

/// Whether a default without its asterisk, which no other value takes, is meant as a keyword.
fn is_keyword_of(def: &OperandDef, keyword: &str) -> bool {
    let parts = keyword.strip_prefix('*').unwrap_or(keyword);
    let is_word = is_name(parts) && !parts.bytes().all(|b| b.is_ascii_digit());
    is_word || def.keywords().any(|(known, _)| known == keyword)
}

/// The value that the default stands for, as the other alternatives see it.
fn default_value(def: &OperandDef, (text, span): Word<'_>) -> Result<Value, Fault> {
    let fault = |help: String| {
        let what = format!("{text} is none of the values of {}", def.name);
        Fault::new(span.into_range(), what, help)
    };
    let keyword = format!("*{text}");
    let choose = || {
        fault(match def.alternatives.is_empty() {
            _ if is_keyword_of(def, &keyword) => format!("write `_{keyword}_`"),
            true => format!("write a type that takes it behind it: _{text}_ / <integer 1..9>"),
            false => format!("choose one of {}, or add it to them", def.values()),
        })
    };
    let tree = line::value(text).ok_or_else(choose)?;
    let mut binder = Binder::new(&def.name);
    match binder.value(def, &tree) {
        Some(value) => Ok(value),
        None if simple(def, &tree).is_none() => Err(choose()),
        None => Err(fault(
            "a default has to leave nothing open: its structure needs defaults too".to_owned(),
        )),
    }
}
