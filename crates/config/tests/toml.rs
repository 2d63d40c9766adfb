//! x
#[test]
fn explore() {
    let samples = [
        "a = [1, 2",
        "a = [1, 2\nb = 3\n",
        "a = \"x\nb = 1",
        "./data.csv = \"\"",
        "[files]\n./data.csv = \"\"\nb = 2\n",
        "a:b = 1",
        "a = 1\na = 2",
        "[a]\nx=1\n[a]\ny=2",
        "junk line\nb = 1",
        "key =\nb=1",
        "a = null",
        "a = {\"x\": 1}",
        "a = { b = 1,\n c = 2 }",
        "a = \"C:\\data\"",
        "a = 1 2",
        "[a\nb = 1",
        "[a] junk\nb=1",
        "a = foo",
        "{bad}",
        "a = 'x",
        "a = \"\"\"x",
        "a = {b = 1",
        "a = 0x",
        "a = 99999999999999999999",
        "a = 1979-05-27 07:32:00z",
        "a.b = 1\na.c = 2\n[x.y]\nz=1",
        "\u{feff}a = 1",
        "= 5",
        "a = 1\r\nb = [\r\n 1, # c\r\n 2]\r\n",
        "[[a]]\nx=1\n[[a]]\nx=2",
        "https://x.y/z.py = \"\"",
        "a = 2024-13-45",
        "a = True",
        "a = yes",
        "\"a\" \"b\" = 1",
        "é = 1",
        "a = 01",
        "a = .5",
        "a == 1",
        "a = \"x\"\"",
        "a = ,",
        "[]\n[a.]\n",
        "a.b.c = 1\na.b = 2",
        "-----\n",
        "a = 1, b = 2",
        "debug: true",
        "a = “x”",
        "[files]\ndata.csv = \"\"\nb.c.txt = \"x/\"\ndata.json = \"\"\n[files.sub]\nx = 1",
        "a = \"C:\\data\\\"",
        "interpreter = 0.29.0",
        "a = 01",
        "a = v1",
        "a = 1-2",
        "a=1.2.3",
        "a = 12px",
        "a = 2024",
        "a = 1.",
        "a = 1e5x",
        "a = 0b12",
        "a = 1__0",
        "x: y: z",
        "a = 1_0.5_0\nb=0xff_ff\nc=+inf\nd=-nan\ne=+5",
    ];
    for s in samples {
        let p = pyxide_config::parse(s, pyxide_config::Format::Toml, "a.toml");
        println!("== {s:?}");
        if let Some(v) = &p.value {
            println!("   {}", pyxide_config::to_json(v));
        }
        for d in &p.diagnostics {
            println!("{}", d.render());
        }
    }
}
