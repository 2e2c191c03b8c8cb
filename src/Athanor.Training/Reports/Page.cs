using System.Net;

namespace Athanor.Training;

/// <summary>What all parts of a report share: escaping and style. Nothing is fetched; the page is one file.</summary>
internal static class Page
{
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    public static string Section(string title, string body, string note = "") => body.Length == 0 ? "" :
        $"""
        <section>
        <h2>{Escape(title)}</h2>
        {(note.Length > 0 ? $"<p class=\"note\">{Escape(note)}</p>" : "")}
        {body}
        </section>

        """;

    public static string Document(string title, string body) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Escape(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <main>
        {body}
        </main>
        </body>
        </html>

        """;

    private const string Style =
        """
        :root { color-scheme: light dark; --back: #f6f7f9; --card: #ffffff; --ink: #1c2330; --soft: #5b6575; --line: #dfe3ea; --grid: #eaedf2;
          --a: #2f6fdf; --b: #d9730d; --heat: 47, 111, 223; --good: #1a7f4b; --bad: #c0362c; }
        @media (prefers-color-scheme: dark) {
          :root { --back: #12161d; --card: #1a2029; --ink: #e4e8ef; --soft: #98a3b5; --line: #2e3744; --grid: #252d39;
            --a: #6ea8fe; --b: #ffa657; --heat: 110, 168, 254; --good: #5fcf92; --bad: #ff8a80; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--back); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
        main { max-width: 1080px; margin: 0 auto; padding: 32px 20px 64px; }
        h1 { font-size: 26px; margin: 0; letter-spacing: -0.01em; }
        h2 { font-size: 17px; margin: 0 0 12px; }
        h3 { font-size: 14px; margin: 20px 0 10px; color: var(--soft); font-weight: 600; }
        .lead { color: var(--soft); margin: 4px 0 20px; }
        .note { color: var(--soft); margin: -6px 0 14px; }
        section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 20px; margin-top: 18px; overflow-x: auto; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 12px; }
        .tile { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 12px 16px; }
        .tile b { display: block; font-size: 22px; font-weight: 650; font-variant-numeric: tabular-nums; }
        .tile span { color: var(--soft); font-size: 13px; }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(440px, 100%), 1fr)); gap: 20px; }
        figure { margin: 0; max-width: 680px; }
        figcaption { display: flex; justify-content: space-between; align-items: baseline; flex-wrap: wrap; gap: 4px 16px; font-weight: 600; margin-bottom: 6px; }
        .legend { display: flex; gap: 14px; font-weight: 400; font-size: 13px; color: var(--soft); }
        .legend i { display: inline-block; width: 14px; height: 3px; border-radius: 2px; vertical-align: middle; margin-right: 6px; }
        svg { width: 100%; height: auto; display: block; }
        svg text { fill: var(--soft); font: 12px system-ui, sans-serif; font-variant-numeric: tabular-nums; }
        svg .hit { fill: transparent; } svg .hit:hover { fill: currentColor; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        .matrix td, .matrix th { padding: 0; text-align: center; font-size: 13px; }
        .matrix td { min-width: 40px; height: 34px; border: 1px solid var(--card); border-radius: 4px; }
        .matrix .rate { white-space: nowrap; padding-left: 12px; }
        .matrix td.none { color: var(--soft); opacity: 0.45; }
        .matrix th { color: var(--soft); font-weight: 500; padding: 2px 8px; }
        .matrix th.row { text-align: right; white-space: nowrap; }
        .matrix th.col { max-width: 104px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        .matrix .rate { color: var(--soft); padding-left: 12px; white-space: nowrap; }
        .sheet { display: flex; flex-wrap: wrap; gap: 12px; }
        .card { width: 92px; font-size: 12px; line-height: 1.35; }
        .card img { width: 92px; height: 92px; object-fit: contain; image-rendering: pixelated; border-radius: 6px; border: 1px solid var(--line); display: block; margin-bottom: 4px; background: #000; }
        .card .good { color: var(--good); } .card .bad { color: var(--bad); }
        .card div { overflow-wrap: anywhere; }
        .filters { display: flex; flex-wrap: wrap; gap: 8px; }
        .filters img { width: 68px; height: 68px; object-fit: contain; image-rendering: pixelated; border-radius: 4px; border: 1px solid var(--line); }
        .scale { display: flex; align-items: center; gap: 8px; color: var(--soft); font-size: 13px; margin-top: 12px; }
        .scale i { width: 160px; height: 10px; border-radius: 5px; background: linear-gradient(90deg, rgb(33, 102, 172), rgb(247, 247, 247), rgb(178, 24, 43)); }
        .pairs { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(440px, 100%), 1fr)); gap: 8px 40px; align-items: start; }
        .list td { padding: 4px 24px 4px 0; border-bottom: 1px solid var(--grid); vertical-align: top; }
        .list td:first-child { color: var(--soft); }
        .list th { text-align: left; padding: 4px 24px 4px 0; border-bottom: 1px solid var(--line); font-weight: 600; }
        pre { margin: 0; font: 13px/1.5 ui-monospace, "SF Mono", Consolas, monospace; overflow-x: auto; }
        """;
}
