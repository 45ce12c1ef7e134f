use super::*;

const LESSON: &str = r#"schema = 1
title = "A lesson"
goal = "Nothing much"
world = "small"

[[step]]
title = "Look"
text = "Look."
check = ["shown FIRST /VMDAY/"]
hint = ["look", "look again"]
solve = '''
Enter@FIRST "/SHOW-VM-STATUS"
'''

[[step.wrong]]
if = ["failed FIRST SHOW-VM-STATUS"]
reason = "No."
try = 'Enter@FIRST "/SHOW-VM-STATUS X"'
"#;

fn errors(from: &str, to: &str) -> String {
    assert!(LESSON.contains(from), "{from}");
    let text = LESSON.replacen(from, to, 1);
    Lesson::load("a/07-test.toml", &text)
        .unwrap_err()
        .to_string()
}

#[test]
fn a_lesson_is_read_with_its_tapes_and_conditions() {
    let lesson = Lesson::load("a/07-test.toml", LESSON).unwrap();
    assert_eq!((lesson.name.as_str(), lesson.minutes), ("test", 5));
    let step = &lesson.steps[0];
    assert_eq!((step.hints.len(), step.wrong.len()), (2, 1));
    assert_eq!(step.solve.cues[0].step.line, 12);
}

#[test]
fn mistakes_are_shown_at_their_place_in_the_lesson() {
    for (from, to, place, what) in [
        ("title = \"A lesson\"\n", "", ":1:", "`title` is missing"),
        ("schema = 1", "schema = 2", "1:10", "schema 2 is not known"),
        ("/VMDAY/", "VMDAY", "9:23", "`VMDAY` is no pattern"),
        (
            "shown FIRST",
            "showed FIRST",
            "9:11",
            "`showed` begins no condition",
        ),
        ("Enter@FIRST", "Ennter@FIRST", "12:1", "is no command"),
        (
            "if = [\"failed FIRST",
            "if = [\"failed",
            "16:",
            "something is missing",
        ),
        ("hint", "hints", "10:1", "did you mean `hint`?"),
        ("try = 'Enter", "try = 'Entr", "18:8", "is no command"),
        (
            "goal",
            "exam = { minutes = 9, pass = 1 }\ngoal",
            "11:",
            "an exam has no hints",
        ),
        (
            "goal",
            "exam = { minutes = 9, pass = 9 }\ngoal",
            "3:",
            "1 points in all",
        ),
        (
            "title = \"Look\"",
            "title = \"Look\"\nname = \"a\"\nx = 1",
            "9:1",
            "no field `x`",
        ),
        ("shown FIRST /VMDAY/", "step other", "", "a step `other`"),
        (
            "'''\nEnter",
            "'''\nGolden \"x\"\nEnter",
            "11:",
            "does nothing within a lesson",
        ),
    ] {
        let errors = errors(from, to);
        assert!(errors.contains(what), "{to}: {errors}");
        assert!(errors.contains(place), "{to}: {place} {errors}");
    }
}

#[test]
fn an_unknown_lesson_says_which_there_are() {
    let error = Lesson::builtin("first-step").unwrap_err().to_string();
    assert!(error.contains("did you mean first-steps?"), "{error}");
}
