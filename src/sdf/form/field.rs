//! The fields of a form: one for each operand, with the fields of the structure that its
//! value introduces below it.

use std::ops::Range;

use super::super::abbreviation::{Found, resolve};
use super::super::bind::{alternative, are_defaults, introduced, names_of};
use super::super::definition::{OperandDef, Structure};
use super::super::line::{self, Operand, Shape, Tree};
use super::super::secret::HIDDEN;
use super::super::{Mistake, Value, mistake, print};

/// What becomes of the form of a structure whose operands are written in brackets: complete
/// brackets with something in them suppress it where somebody fills a form in (SDF Dialog Interface V21, page 32).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Brackets {
    Show,
    Hide,
}

/// One operand in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    pub def: OperandDef,
    /// What was written; nothing if the default holds.
    pub text: String,
    /// The operands that the value introduces.
    pub sub: Vec<Field>,
    /// Whether they are not shown.
    pub is_closed: bool,
    pub is_wrong: bool,
    /// Where it stands in the command as it is filled in.
    span: Range<usize>,
}

impl Field {
    /// Empty fields.
    pub(super) fn all(defs: &[OperandDef]) -> Vec<Field> {
        defs.iter().map(Field::new).collect()
    }

    fn new(def: &OperandDef) -> Self {
        let introducer = match &def.default {
            Some(Value::Structure(introducer, _)) => Some(introducer.as_ref()),
            _ => None,
        };
        let keyword = def.keywords().find(|(keyword, _)| {
            introducer.is_some_and(|i| matches!(i, Value::Keyword(name) if name == keyword))
        });
        Field {
            def: def.clone(),
            text: String::new(),
            sub: fields(keyword.and_then(|(_, a)| a.structure.as_ref())),
            is_closed: false,
            is_wrong: false,
            span: 0..0,
        }
    }

    /// The default as text; of a structure the value that introduces it.
    pub(super) fn default(&self) -> Option<String> {
        Some(match self.def.default.as_ref()? {
            Value::Structure(introducer, _) => print::written(&self.def, introducer),
            value => print::written(&self.def, value),
        })
    }

    /// Whether it holds a secret whose text was not kept.
    pub(super) fn is_blanked(&self) -> bool {
        self.def.is_secret() && self.text == HIDDEN
    }

    pub(super) fn is_written(&self) -> bool {
        !self.text.is_empty() || self.sub.iter().any(Field::is_written)
    }

    /// Takes what was written, and keeps of its own what was not: operands of the same
    /// structure that were left out.
    pub(super) fn replace(&mut self, written: Field) {
        let own = std::mem::replace(self, written);
        let is_same = |(one, other): (&Field, &Field)| one.def.name == other.def.name;
        if own.sub.len() != self.sub.len() || !own.sub.iter().zip(&self.sub).all(is_same) {
            return;
        }
        for (field, own) in self.sub.iter_mut().zip(own.sub) {
            if !field.is_written() {
                *field = own;
            }
        }
    }

    /// Whether it is wrong, or anything below it.
    fn has_mistake(&self) -> bool {
        self.is_wrong || self.sub.iter().any(Field::has_mistake)
    }

    /// Opens the structure of the value, or the one that needs no value before it. If there
    /// is none, returns what is wrong with that.
    pub(super) fn open(&mut self) -> Result<(), String> {
        let name = &self.def.name;
        if self.sub.is_empty() {
            let own = introduced(&self.def, None).filter(|_| self.def.list.is_none());
            let Some(own) = own else {
                let has_any = self.def.alternatives.iter().any(|a| a.structure.is_some());
                return Err(match has_any {
                    true => format!("the value of {name} has no structure: write one that has"),
                    false => format!("{name} has no structure"),
                });
            };
            self.sub = fields(Some(own));
            self.text.clear();
        }
        self.is_closed = false;
        Ok(())
    }

    /// Takes a value. `!` brings the default back, `^` blanks the field (SDF Dialog Interface
    /// V21, page 32). What is not understood is kept as it was written.
    fn set(&mut self, tree: &Tree<'_>, brackets: Brackets) {
        let is_blank = tree.is("^") && brackets == Brackets::Hide && !self.def.is_secret();
        if tree.is("!") || is_blank && alternative(&self.def, tree, false).is_none() {
            *self = Field::new(&self.def);
            return;
        }
        if tree.shape == Shape::Broken {
            // A bracket left open opens the structure, if there is one. Values behind it are
            // nothing to guess about where somebody fills a form in.
            let opens = brackets == Brackets::Show || tree.all.text.ends_with('(');
            let closed = format!("{})", tree.all.text);
            let structure = line::value(&closed).filter(|tree| has_structure(&self.def, tree));
            match structure.filter(|_| opens) {
                Some(tree) => self.set(&tree, Brackets::Show),
                None => self.keep(tree),
            }
            return;
        }
        let (word, inner) = parts(&self.def, tree);
        if word.is_none() && self.opens(inner, brackets) {
            return;
        }
        let structure = introduced(&self.def, word);
        let text = match (structure, word) {
            (Some(_), None) => "",
            (Some(_), Some(word)) => word.all.text,
            (None, _) => tree.all.text,
        };
        text.clone_into(&mut self.text);
        self.sub = fields(structure);
        // The form of the structure is suppressed, and the defaults hold (page 32).
        if structure.is_some() && are_defaults(inner) {
            self.is_closed = true;
            return;
        }
        let is_filled = inner.iter().any(|operand| !operand.is_empty());
        self.is_closed = is_filled && structure.is_some() && brackets == Brackets::Hide;
        if !fill(&mut self.sub, inner, brackets).is_empty() && structure.is_some() {
            self.keep(tree);
        }
    }

    /// Brackets alone are about the structure of the value that stands in the field (page 32),
    /// unless they introduce one of their own. Returns whether they are.
    fn opens(&mut self, inner: &[Operand<'_>], brackets: Brackets) -> bool {
        let has_own = introduced(&self.def, None).is_some();
        let is_about_this = !has_own && !self.sub.is_empty();
        if is_about_this && brackets == Brackets::Hide && are_defaults(inner) {
            for field in &mut self.sub {
                *field = Field::new(&field.def);
            }
            self.is_closed = true;
            return true;
        }
        if is_about_this {
            let is_filled = inner.iter().any(|operand| !operand.is_empty());
            self.is_closed = is_filled && brackets == Brackets::Hide;
            let left = fill(&mut self.sub, inner, brackets);
            return left.is_empty();
        }
        false
    }

    fn keep(&mut self, tree: &Tree<'_>) {
        tree.all.text.clone_into(&mut self.text);
        self.sub.clear();
    }

    /// Takes one more value of a list, which needs no brackets in a form (page 32). Returns
    /// whether the operand takes lists.
    fn add(&mut self, tree: &Tree<'_>) -> bool {
        let is_list = self.def.list.is_some() && !self.text.is_empty();
        if is_list {
            let begun = self.text.strip_suffix(')').filter(|t| t.starts_with('('));
            let begun = begun.map_or_else(|| format!("({}", self.text), str::to_owned);
            self.text = format!("{begun},{})", tree.all.text);
        }
        is_list
    }

    fn write(&mut self, line: &mut String) {
        let start = line.len();
        line.push_str(&self.def.name);
        line.push('=');
        let has_inner = self.sub.iter().any(Field::is_written);
        match self.default() {
            Some(default) if self.text.is_empty() && has_inner => line.push_str(&default),
            _ => line.push_str(&self.text),
        }
        if has_inner {
            line.push('(');
            write(&mut self.sub, line);
            line.push(')');
        }
        self.span = start..line.len();
    }
}

fn fields(structure: Option<&Structure>) -> Vec<Field> {
    structure.map_or(Vec::new(), |s| Field::all(&s.operands))
}

/// The value before brackets, and what they hold.
fn parts<'t>(def: &OperandDef, tree: &'t Tree<'t>) -> (Option<&'t Tree<'t>>, &'t [Operand<'t>]) {
    match &tree.shape {
        Shape::Structure(word, inner) => (Some(word.as_ref()), inner.as_slice()),
        Shape::Group(inner) if def.list.is_none() => (None, inner.as_slice()),
        _ => (Some(tree), &[]),
    }
}

fn has_structure(def: &OperandDef, tree: &Tree<'_>) -> bool {
    introduced(def, parts(def, tree).0).is_some()
}

/// Puts operands into their fields, and returns those that belong into none, or into one
/// that has been filled in just now.
pub(super) fn fill<'w>(
    fields: &mut [Field],
    written: &'w [Operand<'w>],
    brackets: Brackets,
) -> Vec<&'w Operand<'w>> {
    let mut left = Vec::new();
    let mut filled: Vec<Vec<usize>> = Vec::new();
    let mut last_named = None;
    for (position, operand) in written.iter().enumerate() {
        last_named = operand.name.map(|name| name.text).or(last_named);
        let Some(value) = &operand.value else {
            continue;
        };
        let path = match (operand.name, last_named) {
            (Some(name), _) => place(fields, name.text),
            (None, None) => (position < fields.len()).then(|| vec![position]),
            (None, Some(name)) => {
                let list = place(fields, name).and_then(|path| at(fields, &path));
                if list.is_some_and(|list| list.add(value)) {
                    continue;
                }
                None
            }
        };
        let path = path.filter(|path| !filled.contains(path));
        match path.as_ref().and_then(|path| at(fields, path)) {
            Some(field) => field.set(value, brackets),
            None => left.push(operand),
        }
        filled.extend(path);
    }
    left
}

/// The operands of the wrong fields.
pub(super) fn wrong(fields: &[Field]) -> Vec<&OperandDef> {
    let mut found = Vec::new();
    for field in fields {
        found.extend(field.is_wrong.then_some(&field.def));
        found.extend(wrong(&field.sub));
    }
    found
}

/// The field at the end of a path.
fn at<'f>(fields: &'f mut [Field], path: &[usize]) -> Option<&'f mut Field> {
    let (last, outer) = path.split_last()?;
    let mut fields = fields;
    for at in outer {
        fields = &mut fields.get_mut(*at)?.sub;
    }
    fields.get_mut(*last)
}

/// The field that a name means: one of these, or else one within their structures. One
/// whose name is not its own alone is named with the structures around it: `A.B`.
pub(super) fn find_mut<'f>(fields: &'f mut [Field], name: &str) -> Option<&'f mut Field> {
    let path = place(fields, name)?;
    at(fields, &path)
}

/// The same, only to be looked at.
pub(super) fn find<'f>(fields: &'f [Field], name: &str) -> Option<&'f Field> {
    let path = place(fields, name)?;
    let (last, outer) = path.split_last()?;
    let within = outer
        .iter()
        .try_fold(fields, |fields, at| Some(fields.get(*at)?.sub.as_slice()))?;
    within.get(*last)
}

/// The places that lead to such a field from the outermost structure on.
fn place(fields: &[Field], name: &str) -> Option<Vec<usize>> {
    let (first, rest) = match name.split_once('.') {
        Some((first, rest)) => (first, Some(rest)),
        None => (name, None),
    };
    let all = fields.iter().enumerate();
    let candidates = all.flat_map(|(means, field)| names_of(&field.def, means));
    match (resolve(first, candidates), rest) {
        (Found::One(at), None) => Some(vec![at]),
        (Found::One(at), Some(rest)) => {
            let inner = place(&fields.get(at)?.sub, rest)?;
            Some([at].into_iter().chain(inner).collect())
        }
        (Found::Several, _) => None,
        (Found::None, _) => fields.iter().enumerate().find_map(|(at, field)| {
            let inner = place(&field.sub, name)?;
            Some([at].into_iter().chain(inner).collect())
        }),
    }
}

/// Writes all fields that have a value, as operands of a command.
pub(super) fn write(fields: &mut [Field], line: &mut String) {
    let written = fields.iter_mut().filter(|field| field.is_written());
    for (i, field) in written.enumerate() {
        if i > 0 {
            line.push(',');
        }
        field.write(line);
    }
}

/// Marks the fields that mistakes are about. That others are missing counts only if one of
/// the mistakes says so.
pub(super) fn mark(fields: &mut [Field], mistakes: &[Mistake]) {
    for field in fields {
        let is_missing = field.def.default.is_none() && !field.is_written();
        let is_blanked = field.is_blanked();
        let here = |m: &Mistake| {
            field.span.contains(&m.span.start) && (is_blanked || !mistake::is_missing(m))
        };
        let is_wrong = field.is_written() && mistakes.iter().any(here);
        mark(&mut field.sub, mistakes);
        let inside = field.sub.iter().any(Field::has_mistake);
        // What is wrong must be seen where it is to be corrected.
        field.is_closed &= !inside;
        let counts = mistakes.iter().any(mistake::is_missing);
        field.is_wrong = !inside && (is_missing && counts || is_wrong);
    }
}
