//! How fast command lines are bound, beside a hand-written scanner of the same lines.
//!
//! The scanner only splits a line into names and values; it looks no name up and
//! checks no type. It is what parsing costs at least, not what could replace it.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use vmcons::sdf::assist::{Known, Typing};
use vmcons::sdf::{Grammar, MAX_LENGTH};

const GOOD: [&str; 6] = [
    "MIGRATE-VM VM-IDENTIFICATION=12,SERVER-UNIT-NAME=ABGSE701",
    "/MIGRATE-VM VM-ID=VM12PROD,SERVER=ABGSE701,MONJV=MONJV.LM.VM12PROD",
    "CHECK-VM-MIG 12",
    "SHOW-VM-RESOURCES INF=*STD",
    "SH-VM-ATTR INF=*ALL,VM-ID=VM*",
    "HELP-MSG-INFORMATION MSG-ID=VMS2450",
];

const BAD: [&str; 5] = [
    "MIGRAT-VN VM-ID=12",
    "MIGRATE-VM VM-ID=100,SERVER-UNIT-NAME=ABGSE701",
    "MIGRATE-VM VM-ID=12 SERVER=ABGSE701,MONJV=A_B",
    "SHOW-VM-RESOURCES INF=*STX,UNIT=(FAA4,FAA5",
    "MIGRATE-VM VN-ID=12,SERVER=*UNIK,JV-PASS=ABCD",
];

fn benches(c: &mut Criterion) {
    let grammar = Grammar::builtin().unwrap_or_default();
    assert!(
        GOOD.iter()
            .all(|line| grammar.bind(line, &|_| true).is_ok())
    );
    assert!(
        BAD.iter()
            .all(|line| grammar.bind(line, &|_| true).is_err())
    );
    let bind = |lines: &[&str]| {
        for line in lines {
            drop(black_box(grammar.bind(black_box(line), &|_| true)));
        }
    };
    let mut group = c.benchmark_group("sdf");
    group.throughput(Throughput::Elements(6));
    group.bench_function("bind", |b| b.iter(|| bind(&GOOD)));
    group.bench_function("scan by hand", |b| {
        b.iter(|| GOOD.map(|line| black_box(scan(black_box(line)).len())));
    });
    group.throughput(Throughput::Elements(5));
    group.bench_function("bind with mistakes", |b| b.iter(|| bind(&BAD)));
    let mix = mix(&grammar);
    let mix: Vec<&str> = mix.iter().map(String::as_str).collect();
    assert!(mix.len() > 40 && mix.iter().any(|line| line.starts_with("CREATE-VM ")));
    group.throughput(Throughput::Elements(mix.len() as u64));
    group.bench_function("bind in full", |b| b.iter(|| bind(&mix)));
    group.finish();
    long(c, &grammar);
    assist(c, &grammar);
}

/// Every command that needs no operand, and some that do, each with all its operands
/// written out.
fn mix(grammar: &Grammar) -> Vec<String> {
    let needy = [
        "CREATE-VM 4096",
        "CREATE-VM VM-NAME=A,MEMORY-SIZE=4096",
        "HOLD-VM 2",
    ];
    let names = grammar.iter().map(|def| def.name.as_str());
    let lines = names.chain(needy).chain(GOOD);
    let full = |line: &str| {
        let bound = grammar.bind(line, &|_| true).ok()?;
        Some(grammar.get(&bound.name)?.full_form(&bound))
    };
    lines.filter_map(full).collect()
}

/// Lines as long as any may be, of what makes a parser work most, and half as long: the
/// one has to take no more than twice the time of the other.
fn hostile() -> Vec<(String, [String; 2])> {
    let kinds = [
        ("brackets", "MIGRATE-VM ", "("),
        ("closed brackets", "MIGRATE-VM ", ")"),
        ("commas", "MIGRATE-VM ", ","),
        ("quotes", "MIGRATE-VM JV-PASS=", "'"),
        ("comment quotes", "MIGRATE-VM ", "\""),
        ("hyphens", "MIGRATE-VM ", "-"),
        ("question marks", "MIGRATE-VM ", "?"),
        ("hyphens as a name", "", "A-"),
        ("operands", "MIGRATE-VM ", "A=B,"),
        ("unreadable operands", "MIGRATE-VM ", "A B,"),
        ("a list", "SHOW-VM-RES UNITS=(", "AB,"),
        ("commands", "", "MIGRATE-VM 1;"),
    ];
    // Abbreviated it would be no clear command, and refused before all that is measured.
    let line = |lead: &str, piece: &str, length: usize| {
        let count = (length - lead.len()) / piece.len();
        format!("{lead}{}", piece.repeat(count))
    };
    kinds
        .map(|(name, lead, piece)| {
            let lines = [MAX_LENGTH / 2, MAX_LENGTH].map(|length| line(lead, piece, length));
            (name.to_owned(), lines)
        })
        .into()
}

/// Long lines: checked with all diagnostics, and with what is secret in them hidden.
fn long(c: &mut Criterion, grammar: &Grammar) {
    let mut group = c.benchmark_group("long");
    for (name, lines) in hostile() {
        for line in lines {
            let kb = line.len().div_ceil(1024);
            group.throughput(Throughput::Bytes(line.len() as u64));
            group.bench_function(format!("bind, {kb} KB of {name}"), |b| {
                b.iter(|| drop(black_box(grammar.bind(black_box(&line), &|_| true))));
            });
            group.bench_function(format!("conceal, {kb} KB of {name}"), |b| {
                b.iter(|| grammar.conceal(black_box(&line)));
            });
        }
    }
    group.finish();
}

/// What is asked about a line that is being typed.
type Ask<'a> = (&'a str, &'a dyn Fn(Typing<'_>));

/// What each key press costs: everything that the input line shows, and a Tab. Colours are
/// drawn with each frame; of the rest what is found first.
fn assist(c: &mut Criterion, grammar: &Grammar) {
    let mut group = c.benchmark_group("assist");
    let long = hostile().into_iter();
    let long = long.map(|(name, [_, line])| (format!("32 KB of {name}"), line));
    let normal = ("normal".to_owned(), GOOD[1].to_owned());
    // Just short enough for its mistakes to be marked in all of it.
    let marked = ["A B,", ",", "("].map(|piece| {
        let line = format!("MIGRATE-VM {}", piece.repeat(1_000 / piece.len()));
        (format!("1 KB of {piece}"), line)
    });
    for (name, line) in [normal].into_iter().chain(marked).chain(long) {
        // As far back as the help looks.
        let typing = Typing {
            grammar,
            available: &|_| true,
            line: &line,
            start: 0,

            cursor: line.len().min(4_096),
        };
        let names = |_| vec![Known::named("VM12PROD")];
        let asked: [Ask<'_>; 4] = [
            ("colour", &|typing| drop(black_box(typing.colour()))),
            ("hint", &|typing| drop(black_box(typing.hint()))),
            ("complete", &|typing| {
                drop(black_box(typing.complete(&names)));
            }),
            ("trouble and doubt", &|typing| {
                drop(black_box((typing.trouble(&names), typing.doubt(&names))));
            }),
        ];
        for (what, ask) in asked {
            group.bench_function(format!("{what}, {name}"), |b| {
                b.iter(|| ask(black_box(typing)));
            });
        }
    }
    group.finish();
}

/// The name of the command and its operands, as pairs of name and value.
fn scan(line: &str) -> Vec<(&str, &str)> {
    let line = line.trim_start().trim_start_matches('/');
    let (name, mut rest) = line.split_once(' ').unwrap_or((line, ""));
    let mut found = vec![("", name)];
    while !rest.is_empty() {
        let (operand, behind) = rest.split_at(operand_end(rest));
        found.push(operand.split_once('=').unwrap_or(("", operand)));
        rest = behind.strip_prefix(',').unwrap_or(behind);
    }
    found
}

/// The byte of the comma that ends the first operand.
fn operand_end(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\'' => quoted = !quoted,
            b'(' if !quoted => depth += 1,
            b')' if !quoted => depth = depth.saturating_sub(1),
            b',' if !quoted && depth == 0 => return at,
            _ => {}
        }
    }
    text.len()
}

criterion_group!(sdf, benches);
criterion_main!(sdf);
