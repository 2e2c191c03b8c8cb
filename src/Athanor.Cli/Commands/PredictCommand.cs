using System.CommandLine;
using System.Globalization;
using Athanor.Data;
using Athanor.Data.Images;
using Spectre.Console;

namespace Athanor.Cli;

/// <summary><c>athanor predict RUN INPUT</c>: asks a trained network about one image or one row of numbers.</summary>
internal static class PredictCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "The folder of a run, or a model.safetensors." };
        var input = new Argument<string>("input") { Description = "A PNG image, a CSV file (its first row of numbers), or the numbers themselves: 0.5,1,2" };
        var top = new Option<int>("--top") { Description = "How many classes to show.", HelpName = "N", DefaultValueFactory = _ => 5 };
        var command = new Command("predict", "Ask a trained network about one image or row of numbers.") { run, input, top };
        command.SetAction(result =>
            Run(TrainedModel.Load(result.GetRequiredValue(run)), result.GetRequiredValue(input), result.GetValue(top)));
        return command;
    }

    private static int Run(TrainedModel trained, string input, int top)
    {
        float[] answer = trained.Ask(Read(trained, input));
        if (!trained.Recipe.IsClassifier)
        {
            AnsiConsole.WriteLine(string.Join(", ", answer.Select(v => v.ToString("G6", CultureInfo.InvariantCulture))));
            return 0;
        }
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("class").AddColumn(new TableColumn("probability").RightAligned()).AddColumn("");
        foreach (int i in Enumerable.Range(0, answer.Length).OrderByDescending(i => answer[i]).Take(top))
            table.AddRow(trained.Card.ClassNames[i].EscapeMarkup(), answer[i].ToString("P2", CultureInfo.InvariantCulture), new string('█', (int)Math.Round(answer[i] * 30)));
        AnsiConsole.Write(table);
        return 0;
    }

    private static Tensor Read(TrainedModel trained, string input)
    {
        Shape shape = trained.InputShape;
        if (Path.GetExtension(input).Equals(".png", StringComparison.OrdinalIgnoreCase))
            return trained.Card.Normalisation.Apply(PngReader.Read(input), shape);
        string row = File.Exists(input)
            ? File.ReadLines(input).Select(l => l.Trim()).FirstOrDefault(l => l.Length > 0 && (char.IsDigit(l[0]) || l[0] is '-' or '.' or '+'))
                ?? throw new UserError($"{input}: expected a row of {shape.Count} numbers, found none")
            : input;
        string[] cells = row.Split(',', ';', ' ', '\t').Where(c => c.Length > 0).ToArray();
        var values = new float[cells.Length];
        for (int i = 0; i < cells.Length; i++)
            if (!float.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
                throw new UserError(File.Exists(input)
                    ? $"{input}: expected numbers, found '{cells[i]}' in column {i + 1}"
                    : $"expected a PNG image, a CSV file or numbers, got '{input}', which is no file");
        if (values.Length != shape.Count)
            throw new UserError($"the network takes {shape.Count} numbers {shape}, got {values.Length}");
        return trained.Card.Normalisation.Apply(Tensor.From(values, [1, .. shape]));
    }
}
