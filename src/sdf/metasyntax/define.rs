//! From the tree of a file to a definition.

use super::head::{head, is_name};
use super::syntax::{Alternative, File, Form, Operand, Word};
use super::{Fault, attributes};
use crate::sdf::abbreviation::abbreviates;
use crate::sdf::bind::{Binder, names, simple};
use crate::sdf::definition::{self, Choice, CommandDef, OperandDef, Structure};
use crate::sdf::types::Kind;
use crate::sdf::{Value, line};

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

/// The shortest abbreviation of a name that is accepted.
pub(super) fn minimum(name: &str, (short, span): Word<'_>) -> Result<String, Fault> {
    if abbreviates(short, name) {
        return Ok(short.to_owned());
    }
    let what = format!("`{short}` is no abbreviation of {name}");
    let help = "leave out characters from the right of each part of the name";
    Err(Fault::new(span.into_range(), what, help))
}

/// A second operand of one name.
pub(super) fn twin(name: &str, span: std::ops::Range<usize>) -> Fault {
    let what = format!("there are two operands {name}");
    let help = "give one of them another name, or leave it out";
    Fault::new(span, what, help)
}

fn operands(trees: &[Operand<'_>], faults: &mut Vec<Fault>) -> Vec<OperandDef> {
    let mut defs: Vec<OperandDef> = Vec::new();
    for tree in trees {
        for (name, span) in std::iter::once(&tree.name).chain(&tree.aliases) {
            if names(&defs).any(|other| other.name == *name) {
                faults.push(twin(name, span.into_range()));
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
