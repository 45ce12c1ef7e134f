//! What is drawn, as themes name it.

/// Declares the roles with their names, so that neither can be forgotten.
macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident = $name:literal,)*) => {
        /// What is drawn. A role without a style of its own takes that of its parent:
        /// `pane.focused.title` that of `pane.focused`, this that of `pane`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Role {
            $($(#[$doc])* $role,)*
        }

        impl Role {
            /// All roles, in their order.
            pub const ALL: &[Role] = &[$(Role::$role,)*];

            /// Its name in a theme file.
            pub fn name(self) -> &'static str {
                match self {
                    $(Role::$role => $name,)*
                }
            }
        }
    };
}

roles! {
    /// What everything else is drawn upon.
    Screen = "screen",
    /// Lines of a console of no other kind.
    ConsoleText = "console.text",
    /// The echo of what was entered.
    ConsoleInput = "console.input",
    /// The output of a command.
    ConsoleDisplay = "console.display",
    /// A message that waits for a reply.
    ConsoleQuestion = "console.question",
    /// The echo of a reply.
    ConsoleAnswer = "console.answer",
    /// The end of a command.
    ConsoleCompletion = "console.completion",
    /// The end of a command that failed.
    ConsoleError = "console.completion.error",
    /// A refused input.
    ConsoleRejection = "console.rejection",
    /// What an empty console says to newcomers.
    ConsoleHint = "console.hint",
    /// The mark that newer lines stand below.
    ConsoleMore = "console.more",
    /// What a search found.
    ConsoleFound = "console.found",
    /// What is marked, to be copied.
    ConsoleMarked = "console.marked",
    /// Which lines are shown, if not all.
    Filter = "pane.filter",
    /// How many questions wait for an answer.
    Questions = "pane.questions",
    /// The rule above a pane, and between panes.
    PaneBorder = "pane.border",
    /// The title in it.
    PaneTitle = "pane.title",
    /// The rule above the focused pane.
    FocusedBorder = "pane.focused.border",
    /// The title in it.
    FocusedTitle = "pane.focused.title",
    /// The title of a pane that has no room for more.
    PaneHeader = "pane.header",
    /// A guest to choose.
    Tab = "pane.tab",
    /// The guest that is chosen.
    TabSelected = "pane.tab.selected",
    /// How many messages were not seen.
    Unread = "pane.unread",
    /// The prompt of a line being typed.
    InputPrompt = "input.prompt",
    /// The line being typed.
    InputText = "input.text",
    /// A half-typed line at a console without the focus.
    InputIdle = "input.idle",
    /// The name of a command in it.
    InputCommand = "input.command",
    /// The name of an operand.
    InputOperand = "input.operand",
    /// A keyword.
    InputKeyword = "input.keyword",
    /// Any other value.
    InputValue = "input.value",
    /// A text in quotes.
    InputQuoted = "input.quoted",
    /// A bracket.
    InputBracket = "input.bracket",
    /// The brackets or quotes that belong together at the cursor.
    InputMatched = "input.matched",
    /// A comment.
    InputComment = "input.comment",
    /// What is wrong already.
    InputWrong = "input.wrong",
    /// The sign that the line goes on beyond the pane.
    InputCut = "input.cut",
    /// What may come next.
    HintText = "hint.text",
    /// The default in it.
    HintDefault = "hint.default",
    /// What it is for.
    HintHelp = "hint.help",
    /// The mark before what to type instead of something wrong.
    HintWrong = "hint.wrong",
    /// The mark before a name that means nothing that exists.
    HintDoubt = "hint.doubt",
    /// A word that Tab would insert.
    Proposal = "proposal",
    /// The one that it inserted.
    ProposalChosen = "proposal.chosen",
    /// What it is for.
    ProposalHelp = "proposal.help",
    /// The status area of a form, and its rules.
    FormHead = "form.head",
    /// The name of an operand in it.
    FormName = "form.name",
    /// A field.
    FormField = "form.field",
    /// The field being typed in.
    FormFocus = "form.field.focused",
    /// A field whose value is wrong, and its mark.
    FormWrong = "form.field.wrong",
    /// What may be written in a field, and what it means.
    FormText = "form.text",
    /// What there is to say about the last input.
    FormSaid = "form.said",
    /// The keys.
    FormKeys = "form.keys",
    /// The status line.
    Status = "status",
    /// Date and time in it.
    StatusClock = "status.clock",
    /// The pace.
    StatusPace = "status.pace",
    /// The cluster.
    StatusCluster = "status.cluster",
    /// Something told once.
    StatusNotice = "status.notice",
    /// A key of the key bar.
    BarKey = "bar.key",
    /// What it does.
    BarLabel = "bar.label",
    /// The help.
    HelpText = "help.text",
    /// Its frame.
    HelpBorder = "help.border",
    /// A heading.
    HelpTitle = "help.title",
    /// A key.
    HelpKey = "help.key",
    /// The name of a machine in the trainer's view.
    TrainerName = "help.trainer.name",
    /// Main memory that is held.
    TrainerHeld = "help.trainer.held",
    /// A VM on its way.
    TrainerMoving = "help.trainer.moving",
    /// What does not work.
    TrainerFailed = "help.trainer.failed",
}

/// The parents of a name, itself included, the most general first.
pub(super) fn lineage(name: &str) -> impl Iterator<Item = &str> {
    let ends = name.match_indices('.').map(|(at, _)| at);
    let all = ends.chain([name.len()]);
    all.filter_map(move |end| name.get(..end))
}

/// Whether a name is a role's or a parent's.
pub(super) fn is_known(name: &str) -> bool {
    weight_of(name).is_some()
        || name == "message"
        || name == "message.weight"
        || Role::ALL
            .iter()
            .any(|role| lineage(role.name()).any(|parent| parent == name))
}

/// The weight that a name such as `message.weight.90` means.
pub(super) fn weight_of(name: &str) -> Option<u8> {
    let digits = name.strip_prefix("message.weight.")?;
    let weight = digits.parse().ok()?;
    (weight <= 99).then_some(weight)
}
