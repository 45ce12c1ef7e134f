use super::super::Value;
use super::super::line;
use super::{DataType, Kind, Property, Why, accept};

fn data_type(kind: Kind, range: Option<(i64, i64)>) -> DataType {
    DataType {
        range,
        ..DataType::new(kind)
    }
}

fn value(ty: &DataType, text: &str) -> Result<Value, Why> {
    let tree = line::value(text).expect(text);
    accept(ty, &tree).map_err(|refusal| refusal.why)
}

/// The types' rules in sdf.md section 4; `None` is accepted.
#[test]
fn what_each_type_takes() {
    for (kind, range, text, refused) in [
        (Kind::Integer, Some((1, 99)), "99", None),
        (Kind::Integer, Some((1, 99)), "0", Some(Why::Range)),
        (Kind::Integer, Some((1, 99)), "1+", Some(Why::Character)),
        (Kind::Integer, None, "-", Some(Why::Form)),
        (
            Kind::Integer,
            None,
            "99999999999999999999",
            Some(Why::Range),
        ),
        (Kind::Name, Some((1, 8)), "$A#@9", None),
        (Kind::Name, Some((1, 8)), "9A", Some(Why::Begins)),
        (Kind::Name, Some((1, 8)), "A-B", Some(Why::Character)),
        (Kind::Name, Some((2, 8)), "A", Some(Why::Short)),
        (Kind::AlphanumName, Some((7, 7)), "9MS2450", None),
        (Kind::StructuredName, None, "A-B", None),
        (Kind::StructuredName, None, "1-B", Some(Why::Begins)),
        (Kind::StructuredName, None, "-B", Some(Why::Begins)),
        (Kind::StructuredName, None, "B-", Some(Why::Part)),
        (Kind::StructuredName, None, "A--B", Some(Why::Part)),
        (Kind::Date, None, "2026-13-01", Some(Why::Month)),
        (Kind::ComposedName, Some((1, 64)), "D021ZE01.NET-1", None),
        (Kind::ComposedName, None, "A_B", Some(Why::Character)),
        (Kind::ComposedName, None, ":2BV:A.B", None),
        (Kind::ComposedName, None, "A:B", Some(Why::Part)),
        (Kind::ComposedName, None, "A..B", Some(Why::Part)),
        (Kind::CatId, None, "2BV", None),
        (Kind::CatId, None, "PUBA", Some(Why::Begins)),
        (Kind::CatId, None, "ABCDE", Some(Why::Long)),
        (Kind::CString, None, "AB", Some(Why::Form)),
        (Kind::CString, Some((1, 4)), "'ABCDE'", Some(Why::Long)),
        (Kind::CString, Some((1, 4)), "'A''''B'", None),
        (Kind::CString, None, "X'AB'", Some(Why::Form)),
        (Kind::XString, Some((1, 8)), "X'0aF'", None),
        (Kind::XString, None, "X'0G'", Some(Why::Character)),
        (Kind::XString, None, "'0A'", Some(Why::Form)),
        (Kind::XText, Some((4, 4)), "00AF", None),
        (Kind::XText, Some((4, 4)), "00AG", Some(Why::Character)),
    ] {
        let found = value(&data_type(kind, range), text).err();
        assert_eq!(found, refused, "{text} as {}", kind.name());
    }
}

#[test]
fn what_numbers_dates_and_versions_take() {
    for (kind, range, text, refused) in [
        (Kind::Fixed, None, "-12.5", None),
        (Kind::Fixed, Some((0, 500)), "5.1", Some(Why::Range)),
        (Kind::Fixed, Some((1, 9999)), "99.99", None),
        (Kind::Fixed, Some((1, 9999)), "1", None),
        (Kind::Fixed, Some((1, 9999)), "0.014", None),
        (Kind::Fixed, Some((1, 9999)), "0.009", Some(Why::Range)),
        (Kind::Fixed, Some((1, 9999)), "99.991", Some(Why::Range)),
        (Kind::Fixed, None, "1.", Some(Why::Part)),
        (Kind::Fixed, None, "12345678.90", Some(Why::Long)),
        (Kind::Date, None, "2026-02-28", None),
        (Kind::Date, None, "26-02-28", None),
        (Kind::Date, None, "2026-02-29", Some(Why::Day)),
        (Kind::Date, None, "2026-2-28", Some(Why::Part)),
        (Kind::Time, None, "23:59:59", None),
        (Kind::Time, None, "24:00", Some(Why::Part)),
        (Kind::Vsn, None, "WORK01", None),
        (Kind::Vsn, None, "PUB001", Some(Why::Begins)),
        (Kind::ProductVersion, None, "V21.0B00", None),
        (Kind::ProductVersion, None, "C'21.0'", None),
        (Kind::ProductVersion, None, "V21", Some(Why::Part)),
        (Kind::PartialFilename, None, "$A.B.", None),
        (Kind::PartialFilename, None, "A", Some(Why::Part)),
        (Kind::PartialFilename, None, ":2BV:$TSOS.", None),
        (Kind::PartialFilename, None, "A..", Some(Why::Part)),
        (Kind::PosixFilename, None, "a-B", None),
        (Kind::PosixFilename, None, "ä", Some(Why::Character)),
        (Kind::Text, None, "A+B", None),
    ] {
        let found = value(&data_type(kind, range), text).err();
        assert_eq!(found, refused, "{text} as {}", kind.name());
    }
}

/// sdf.md section 4, filename.
#[test]
fn file_names() {
    let plain = data_type(Kind::Filename, Some((1, 54)));
    let mut narrow = plain.clone();
    narrow.without = vec![Property::Gen, Property::Vers, Property::Cat];
    for text in [
        "A",
        "MONJV.LM.VM12PROD",
        ":2BV:$TSOS.OS27.E",
        "$.A",
        "A-B.9",
        "FILE(3)",
        "G(*12)",
        "G(+1)",
        "G(-99)",
        "#TEMP",
    ] {
        assert_eq!(
            value(&plain, text),
            Ok(Value::Text(text.to_owned())),
            "{text}"
        );
    }
    let long = "A".repeat(42);
    for text in [
        "$A",
        "123",
        "A..B",
        "A-.B",
        "-A",
        ".",
        ":PUBA:A",
        ":ABCDE:A",
        "$1A.B",
        &long,
        "A(",
        "$TSOS.",
        "G(*0)",
        "G(*10000)",
        "G(+100)",
        "G()",
        "$U-1.A",
        "$TSOS.$A",
    ] {
        let Some(tree) = line::value(text) else {
            continue;
        };
        assert!(accept(&plain, &tree).is_err(), "{text}");
    }
    for text in ["FILE(3)", ":2BV:A"] {
        assert_eq!(value(&narrow, text), Err(Why::Part), "{text}");
    }
}

#[test]
fn suffixes_widen_and_narrow() {
    let with = |kind, property| DataType {
        with: vec![property],
        ..data_type(kind, Some((1, 8)))
    };
    let low = with(Kind::CString, Property::Low);
    assert_eq!(value(&low, "'aB'"), Ok(Value::Text("aB".into())));
    assert_eq!(
        value(&data_type(Kind::CString, None), "'aB'"),
        Ok(Value::Text("AB".into()))
    );
    let under = with(Kind::Name, Property::Under);
    assert_eq!(value(&under, "a_b"), Ok(Value::Text("A_B".into())));
    let mut wild = with(Kind::Name, Property::Wild);
    wild.wild_length = Some(20);
    for text in ["*", "VM*", "VM//", "<A:C>*", "-VM*", "<AA,BB>LONGER*"] {
        assert_eq!(value(&wild, text), Ok(Value::Text(text.into())), "{text}");
    }
    assert_eq!(value(&wild, "LONGERTHAN8"), Err(Why::Long));
    assert_eq!(value(&wild, &"*".repeat(21)), Err(Why::Long));
    assert_eq!(value(&wild, "A*<B"), Err(Why::Part));
    let version = |property| DataType {
        without: vec![property],
        ..data_type(Kind::ProductVersion, None)
    };
    for (property, right, wrong) in [
        (Property::Corr, "V21.0B", ["V21.0", "V21.0B00"]),
        (Property::Man, "C'21.0'", ["21.0B", "V21.0B00"]),
    ] {
        assert!(value(&version(property), right).is_ok(), "{right}");
        for wrong in wrong {
            assert_eq!(value(&version(property), wrong), Err(Why::Part), "{wrong}");
        }
    }
    let mut lasting = data_type(Kind::Filename, None);
    lasting.without = vec![Property::TempFile];
    assert_eq!(value(&lasting, "#TEMP"), Err(Why::Begins));
    let mut even = data_type(Kind::XText, None);
    even.without = vec![Property::Odd];
    assert_eq!(value(&even, "ABC"), Err(Why::Odd));
    let mut one = data_type(Kind::Text, None);
    one.without = vec![Property::Sep];
    assert_eq!(value(&one, "A?"), Err(Why::Character));
}

/// sdf.md section 4, suffixes: a date is completed, and what `with-low` keeps is not only
/// the case of texts in quotes.
#[test]
fn suffixes_change_what_the_command_gets() {
    let with = |kind, property| DataType {
        with: vec![property],
        ..data_type(kind, None)
    };
    let date = with(Kind::Date, Property::Compl);
    for (written, got) in [
        ("26-02-28", "2026-02-28"),
        ("59-12-31", "2059-12-31"),
        ("60-01-01", "1960-01-01"),
        ("99-12-31", "1999-12-31"),
        ("1959-12-31", "1959-12-31"),
    ] {
        assert_eq!(
            value(&date, written),
            Ok(Value::Text(got.into())),
            "{written}"
        );
    }
    let plain = data_type(Kind::Date, None);
    assert_eq!(
        value(&plain, "60-01-01"),
        Ok(Value::Text("60-01-01".into()))
    );
    let low = with(Kind::Name, Property::Low);
    assert_eq!(value(&low, "aB"), Ok(Value::Text("aB".into())));
}

/// sdf.md section 5: a period at the end selects, but only among names that have periods,
/// and a question mark belongs to new names.
#[test]
fn what_selects_by_wildcards() {
    let with = |kind, property| DataType {
        with: vec![property],
        wild_length: Some(20),
        ..data_type(kind, Some((1, 8)))
    };
    let (file, name) = (
        with(Kind::Filename, Property::Wild),
        with(Kind::Name, Property::Wild),
    );
    for (ty, text, refused) in [
        (&file, "MONJV.", None),
        (&file, "MONJV.*", None),
        (&file, "MONJV.TOO.LONG.FOR.8.", Some(Why::Long)),
        (&name, "VM.", Some(Why::Character)),
        (&name, "VM*?", Some(Why::Character)),
        (&with(Kind::Name, Property::WildConstr), "VM*?", None),
    ] {
        assert_eq!(value(ty, text).err(), refused, "{text}");
    }
}

/// What nothing typed behind a word can mend is known at once.
#[test]
fn a_word_that_is_beyond_hope_is_told_from_one_on_its_way() {
    let of = |kind| data_type(kind, None);
    let wild = DataType {
        with: vec![Property::Wild],
        wild_length: Some(10),
        ..data_type(Kind::Name, Some((1, 8)))
    };
    for (ty, open, lost) in [
        (of(Kind::Date), "2026-02-2", "2026-02-3"),
        (of(Kind::Date), "2026-1", "2026-13"),
        (of(Kind::Date), "26-", "026-"),
        (of(Kind::Time), "23:5", "24"),
        (of(Kind::Time), "23:", "23:60"),
        (of(Kind::Filename), "A.", "A.."),
        (of(Kind::Filename), ":2BV:$TSOS.", ":2BVXX"),
        (of(Kind::Filename), "12", "$12"),
        (of(Kind::ComposedName), "A-", "A--"),
        (of(Kind::ProductVersion), "V21.0B0", "V21.0.1"),
        (of(Kind::Fixed), "1.", "1.2."),
        (data_type(Kind::Integer, Some((1, 99))), "1", "-"),
        (data_type(Kind::Integer, Some((-9, 99))), "-", "-10"),
        (wild.clone(), "ABCDEFGHI", "ABCDEFGHIJ*"),
        (wild, "A<B", "A<B<"),
    ] {
        for (text, hope) in [(open, true), (lost, false)] {
            let tree = line::value(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(super::may_become(&ty, &tree), hope, "{ty}: {text}");
        }
    }
}
