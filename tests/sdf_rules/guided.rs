//! Section 7: help and the guided dialog. Not emulated: programs and their statements.

use super::courses::{CONSOLE, Course, TASK, check};

/// What asks, and what answers.
const HELP: &[Course] = &[
    (
        "7 ? first: the domains",
        TASK,
        &["?"],
        &["DOMAINS\n", " VM2000 "],
        &["MIGRATE-VM"],
    ),
    (
        "7 cmd?: its form",
        TASK,
        &["/MIGRATE-VM?"],
        &["COMMAND : MIGRATE-VM\n", " VM-IDENTIFICATION =\n"],
        &["CMD0"],
    ),
    (
        "7 cmd?: what stands before it is filled in",
        TASK,
        &["/MIGRATE-VM 12?"],
        &[" VM-IDENTIFICATION = 12\n", " MONJV             = *NONE\n"],
        &["CMD0"],
    ),
    (
        "7 cmd?operand: what stands behind it as well",
        TASK,
        &["/MIGRATE-VM?MONJV=X,VM-ID=12"],
        &[" VM-IDENTIFICATION = 12\n", " MONJV             = X\n"],
        &[],
    ),
    (
        "7 cmd?: guided for this command, at MINIMUM",
        TASK,
        &["/MIGRATE-VM?"],
        &[],
        &["<integer", "the VM, by index or by name"],
    ),
    (
        "7 cmd?: unguided again behind it",
        TASK,
        &["/MIGRATE-VM?", "*CANCEL", "/MIGRATE-VM"],
        &["CMD0099 ", "NBR0740 ", " CMD0202"],
        &["COMMAND : MIGRATE-VM"],
    ),
    (
        "7 a question mark behind an operand and a comma",
        TASK,
        &["/MIGRATE-VM 12,?"],
        &[" VM-IDENTIFICATION = 12\n", "COMMAND : MIGRATE-VM\n"],
        &[],
    ),
    (
        "7 cmd? of several commands: their menu",
        TASK,
        &["/MIG?"],
        &["  1 MIGRATE-VM ", "  2 MIGRATE-VM-DEFINITION "],
        &["CMD018", "REMARK"],
    ),
    (
        "7 ISP name?: the operand OPERANDS alone",
        TASK,
        &["/ASR? HELP"],
        &["COMMAND : ASR\n", " OPERANDS = HELP\n"],
        &["CMD0186"],
    ),
    (
        "7 ISP name?: at a console without forms",
        CONSOLE,
        &["/CONSOLE?"],
        &["OPERANDS =\n", "SWITCH,OFF=(mn,mn)", "CMD0001"],
        &["CMD0186"],
    ),
    (
        "7 ISP commands stand in no menu",
        TASK,
        &["?", "(CONSOLE-MANAGEMENT)"],
        &["ADD-CONSOLE-FILTER"],
        &[" ASR "],
    ),
];

/// What stands for a value.
const VALUES: &[Course] = &[
    (
        "7 ?: meaning and values",
        TASK,
        &["/MIGRATE-VM?", "?"],
        &["the VM, by index or by name\n", "VALUES : <integer 1..99>"],
        &["NBR0740"],
    ),
    (
        "7 ??: data types",
        TASK,
        &["/MIGRATE-VM?", "SERV=??"],
        &["<composed-name 1..64>: "],
        &["VALUES : "],
    ),
    (
        "7 !: the default",
        TASK,
        &["/MIGRATE-VM? 12,ABGSE701", "SERV=!"],
        &[" SERVER-UNIT-NAME  = *UNIQUE\n"],
        &["ABGSE701"],
    ),
    (
        "7 ^: a secret is asked for in the form",
        TASK,
        &["/MIGRATE-VM 12,JV-PASSWORD=^"],
        &["COMMAND : MIGRATE-VM\n", "JV-PASSWORD       =\n"],
        &["CMD0051"],
    ),
    (
        "7 ^: blanks any field",
        TASK,
        &["/MIGRATE-VM? 12,MONJV=A.B", "MONJV=^"],
        &[" MONJV             = *NONE\n"],
        &["CMD0064"],
    ),
    (
        "7 ^: a secret field waits for its value",
        TASK,
        &["/MIGRATE-VM? 12", "JV-PASSWORD=^", "*EXECUTE"],
        &[
            "CMD0099 MANDATORY OPERAND 'JV-PASSWORD' MISSING",
            ">JV-PASSWORD       =\n",
        ],
        &[],
    ),
    (
        "7 value(: opens the form of the structure",
        TASK,
        &["/SHOW-VM-STATUS?", "VM-ID=*BY-VM-GROUP("],
        &[
            "VM-IDENTIFICATION  = *BY-VM-GROUP()\n",
            "     VM-GROUP-NAME =\n",
        ],
        &["CMD0"],
    ),
    (
        "7 (: opens the structure of the value that stands there",
        TASK,
        &["/MODIFY-SDF-OPTIONS?", "INPUT-HISTORY=("],
        &["     NUMBER-OF-INPUTS "],
        &["CMD0"],
    ),
    (
        "7 (): a structure belongs to the value",
        TASK,
        &["/SHOW-VM-STATUS?"],
        &["PERIOD             = *RECENT()\n"],
        &["VM-GROUP-NAME      = *ALL()"],
    ),
    (
        "7 (..): no form of the structure, and the defaults for the rest",
        TASK,
        &["/SHOW-VM-STATUS?", "PERIOD=*RECENT(TIME=5)"],
        &["PERIOD=*RECENT(TIME-INTERVAL=5)"],
        &["     TIME-INTERVAL = "],
    ),
    (
        "7 -: the line goes on",
        TASK,
        &["/MIGRATE-VM?", "VM-ID=1-", "2"],
        &[" VM-IDENTIFICATION = 12\n"],
        &["CMD0"],
    ),
    (
        "7 lists without their brackets",
        TASK,
        &["/SET-MSG-SUPPRESSION?", "MSG-ID=(VMS2450,VMS2451)"],
        &["(VMS2450,VMS2451)"],
        &["CMD0"],
    ),
];

/// The levels, and the areas of a form.
const FORMS: &[Course] = &[
    (
        "7 MINIMUM",
        TASK,
        &["/MOD-SDF-OPT GUID=*MIN", "/MIGRATE-VM"],
        &["COMMAND : MIGRATE-VM\n"],
        &["<integer", "by index or by name"],
    ),
    (
        "7 MEDIUM",
        TASK,
        &["/MOD-SDF-OPT GUID=*MED", "/MIGRATE-VM"],
        &["<integer> / <name>", "Move a running VM"],
        &["by index or by name"],
    ),
    (
        "7 MAXIMUM",
        TASK,
        &["/MOD-SDF-OPT GUID=*MAX", "/MIGRATE-VM"],
        &["<integer 1..99> / <name 1..8>", "by index or by name"],
        &[],
    ),
    (
        "7 NO and EXPERT are unguided",
        TASK,
        &["/MOD-SDF-OPT GUID=*EXPERT", "/MIGRATE-VM"],
        &["CMD0099 ", " CMD0202"],
        &["COMMAND : "],
    ),
    (
        "7 status area, and the line NEXT with its statement",
        TASK,
        &["/MIGRATE-VM? 12"],
        &[
            "DOMAIN    : VM2000 ",
            "COMMAND : MIGRATE-VM\n",
            "OPERANDS  : VM-IDENTIFICATION=12\n",
            "NEXT = *EXECUTE",
        ],
        &[],
    ),
    (
        "7 accepted operands: cut left behind two lines",
        TASK,
        &["/MOD-SDF-OPT?"],
        &["PASSWORD-PROTECTION=*YES)\n"],
        &["OPERANDS  : SYNTAX-FILE"],
    ),
    (
        "7 message area: the last error, and the form again",
        TASK,
        &["/MIGRATE-VM?", "100"],
        &[
            "CMD0064 ",
            ">VM-IDENTIFICATION = 100\n",
            "PLEASE CORRECT THE INCORRECT OPERAND(S)\n",
        ],
        &["NBR0740"],
    ),
    (
        "7 ? behind an error tells more",
        TASK,
        &["/MIGRATE-VM?", "100", "?"],
        &["VALUES : <integer 1..99> / <name 1..8>\n"],
        &["SERVER-UNIT-NAME\n"],
    ),
    (
        "7 function keys are as in the style guide mode",
        TASK,
        &["/SHOW-SDF-OPTIONS"],
        &["FUNCTION-KEYS        : *STYLE-GUIDE-MODE\n"],
        &[],
    ),
    (
        "7 no other function keys",
        TASK,
        &["/MOD-SDF-OPT FUNCTION-KEYS=*OLD-MODUS"],
        &["VMC0001 ", "FUNCTION-KEYS"],
        &[],
    ),
];

/// Where the line NEXT and menus lead to.
const NEXT: &[Course] = &[
    (
        "7 *CANCEL",
        TASK,
        &["/MIGRATE-VM?", "*CANCEL"],
        &["VMC0011 ", "NBR0740 "],
        &["DOMAINS"],
    ),
    (
        "7 *EXIT: the domains",
        TASK,
        &["/MIGRATE-VM?", "*EXIT"],
        &["VMC0011 ", "DOMAINS\n"],
        &[],
    ),
    (
        "7 *EXIT-ALL: no menu",
        TASK,
        &["/MIGRATE-VM?", "*EXIT-ALL"],
        &["VMC0011 ", "NBR0740 "],
        &["DOMAINS"],
    ),
    (
        "7 *TEST: the operands are checked",
        TASK,
        &["/MIGRATE-VM?", "*TEST VM-ID=100"],
        &["CMD0064 ", ">VM-IDENTIFICATION = 100\n"],
        &["NBR0740"],
    ),
    (
        "7 *TEST: and the form stays",
        TASK,
        &["/MIGRATE-VM?", "*TEST VM-ID=12"],
        &["The operands are right.", " VM-IDENTIFICATION = 12\n"],
        &["NBR0740", "VMS"],
    ),
    (
        "7 *DOWN(operand): the form of its structure",
        TASK,
        &["/CREATE-VM?", "NEXT=DOWN(MEMORY-SIZE) MEMORY-SIZE=2"],
        &[
            " MEMORY-SIZE         = 2()\n",
            "     DIMENSION = *MEGABYTE\n",
        ],
        &["CMD0"],
    ),
    (
        "7 + and *REFRESH: the form again",
        TASK,
        &["/MIGRATE-VM?", "+ VM-ID=12", "*REFRESH"],
        &["OPERANDS  : VM-IDENTIFICATION=12\n"],
        &["CMD0", "NBR0740"],
    ),
    (
        "7 (domain): its commands",
        TASK,
        &["/MIGRATE-VM?", "NEXT=(DEVICE)"],
        &["DEVICE\n", "ATTACH-DEVICE"],
        &["MIGRATE-VM "],
    ),
    (
        "7 the menu comes back behind a command of guided dialog",
        TASK,
        &[
            "/MOD-SDF-OPT GUID=*MIN",
            "(PROCEDURE)",
            "1",
            "HELLO",
            "*EXECUTE",
        ],
        &["NBR0740 ", "PROCEDURE\n"],
        &["DOMAINS"],
    ),
    (
        "7 a command without operands is flagged",
        TASK,
        &["?", "(DEVICE)"],
        &[
            "START-CONFIGURATION-UPDATE (!) ",
            "(!): carried out at once\n",
        ],
        &["ATTACH-DEVICE (!)"],
    ),
    (
        "7 and runs at once",
        TASK,
        &["?", "(DEVICE)", "5"],
        &["'START-CONFIGURATION-UPDATE'"],
        &["COMMAND : "],
    ),
];

/// HELP-SDF and the options.
const OPTIONS: &[Course] = &[
    (
        "7 HELP-SDF",
        TASK,
        &["/HPSDF GUIDANCE-MODE=*YES,SDF-COMMANDS=*YES,ABBREVIATION-RULES=*YES"],
        &["LEVELS OF GUIDANCE", "COMMANDS OF SDF", "ABBREVIATIONS"],
        &["THE LINE NEXT"],
    ),
    (
        "7 HELP-SDF on the guided dialog",
        TASK,
        &["/HELP-SDF GUIDED=*YES(*YES,*YES,*YES,*YES)"],
        &[
            "THE COURSE OF",
            "SPECIAL MEANING",
            "KEYS\n",
            "THE LINE NEXT",
        ],
        &["LEVELS OF GUIDANCE"],
    ),
    (
        "7 HELP-SDF on the unguided dialog",
        TASK,
        &["/HELP-SDF UNGUIDED=*YES(*YES,*YES)"],
        &["QUESTION AND EXCLAMATION MARKS", "!COMMAND?", "KEYS\n"],
        &["THE LINE NEXT"],
    ),
    (
        "7 syntax files: those of the program alone",
        TASK,
        &["/MOD-SDF-OPT SYNTAX-FILE=MINE"],
        &["VMC0001 ", "SYNTAX-FILE"],
        &[],
    ),
    (
        "7 the options, all ten",
        TASK,
        &["/SHOW-SDF-OPTIONS"],
        &[
            "SYNTAX-FILE          : ",
            "GUIDANCE             : ",
            "LOGGING              : ",
            "UTILITY-INTERFACE    : ",
            "PROCEDURE-DIALOGUE   : ",
            "CONTINUATION         : ",
            "MODE                 : ",
            "DEFAULT-PROGRAM-NAME : ",
            "FUNCTION-KEYS        : ",
            "INPUT-HISTORY        : ",
        ],
        &[],
    ),
];

#[test]
fn section_7_what_asks_is_answered() {
    check(HELP);
}

#[test]
fn section_7_signs_that_stand_for_values() {
    check(VALUES);
}

#[test]
fn section_7_levels_and_areas_of_a_form() {
    check(FORMS);
}

#[test]
fn section_7_the_line_next_and_menus() {
    check(NEXT);
}

#[test]
fn section_7_help_sdf_and_options() {
    check(OPTIONS);
}
