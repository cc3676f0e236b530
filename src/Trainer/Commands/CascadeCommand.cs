using System.CommandLine;
using FakeNews.Grains.Models;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Packages;
using FakeNews.Trainer.Runs;

namespace FakeNews.Trainer.Commands;

/// <summary><c>fakenews-trainer cascade</c>.</summary>
internal static class CascadeCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = "Articles that the model was not trained on; without any, the validation part of ISOT in --data.", Arity = ArgumentArity.ZeroOrMore };
        var package = new Option<string>("--package") { Description = "The package, a folder.", Required = true };
        var data = new Option<string?>("--data") { Description = "Folder with isot/, where the package was trained on it by the demo preset." };
        var output = new Option<string>("--output") { Description = "Folder of the copy; it must not be there.", Required = true };
        var version = new Option<string>("--package-version") { Description = "The copy's version.", Required = true };
        var tokens = new Option<int>("--tokens") { Description = "Tokens of the first step.", DefaultValueFactory = _ => 128 };
        var flips = new Option<double>("--flip-budget") { Description = "Largest share of the decisions that may be others than on the whole.", DefaultValueFactory = _ => 0.001 };
        var command = new Command("cascade", """
            Writes a copy of a package that reads in two steps: at first the beginning, and on only where that does not decide.
            Where no band saves anything, nothing is written and the exit code is 1.

            Example:
              fakenews-trainer cascade --package models/demo --data ../shared/data --output models/demo-cascade --package-version 1.1.0
            """)
        {
            files, package, data, output, version, tokens, flips,
        };
        command.SetAction(result =>
        {
            if (result.GetValue(flips) is not (>= 0 and < 1))
            {
                throw new InvalidDataException("--flip-budget must be from 0 to below 1.");
            }

            var model = ModelPackage.Open(result.GetRequiredValue(package));
            var choice = new CascadePackage(model).Write(
                Articles(model, result.GetValue(files) ?? [], result.GetValue(data)), result.GetValue(tokens), result.GetValue(flips), result.GetRequiredValue(output), result.GetRequiredValue(version));
            Console.WriteLine(choice.Words);
            return choice.Recipe is null ? 1 : 0;
        });
        return command;
    }

    private static IReadOnlyList<LabelledArticle> Articles(ModelPackage package, string[] files, string? data)
    {
        if (files.Length > 0)
        {
            return new ArticleSets(null, static _ => { }).Read(files);
        }

        var options = RunPresets.Demo(data ?? throw new InvalidDataException("Name article files, or with --data the folder with the article sets."), "", "") with { Augmentation = null };
        var split = RunData.Read(new ArticleSets(options.DataFolder, static _ => { }), options).Split;

        // Descriptions change from version to version; a split that leaves out the very articles that the package does is its own.
        var heldOut = Path.Combine(package.Folder, "report", "held-out.txt");
        return File.Exists(heldOut) && File.ReadLines(heldOut).ToHashSet(StringComparer.Ordinal).SetEquals(split.HeldOut.Select(static article => article.Id))
            ? split.Validation
            : throw new InvalidDataException($"{package.Identity.Name} {package.Identity.Version} was trained on other articles, or on another split of them, than the demo preset's of {data}; name files with articles that it was not trained on.");
    }
}
