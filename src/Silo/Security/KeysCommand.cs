using System.CommandLine;
using FakeNews.Silo.Commands;

namespace FakeNews.Silo.Security;

/// <summary><c>fakenews keys</c>: makes API keys and hashes them. Touches no file and no network.</summary>
internal static class KeysCommand
{
    public static (Command Verb, string[] Examples) Create(Dictionary<Command, string[]> examples)
    {
        var name = new Option<string>("--name") { Description = "Whose key it is; the history names it.", HelpName = "NAME", Required = true };
        var roles = new Option<string[]>("--role") { Description = $"What it may do: {string.Join(", ", Role.All)}. May be repeated.", HelpName = "ROLE", Required = true };
        var make = new Command("new", "Makes a key, prints it once, and says what to put into the configuration.") { name, roles };
        make.SetAction(parsed => New(parsed.GetValue(name)!, parsed.GetValue(roles)!, Console.Out));
        var hash = new Command("hash", "Reads a key from the standard input and prints its hash.");
        hash.SetAction(_ => HashOf(Console.In, Console.Out));
        examples[make] = ["fakenews keys new --name ada --role operator", "fakenews keys new --name trainer --role trainer"];
        examples[hash] = ["fakenews keys hash < key.txt"];
        return (new Command("keys", "Makes API keys for the HTTP API; only their hashes are configured.") { make, hash }, ["fakenews keys new --name ada --role operator"]);
    }

    /// <summary>Makes a key.</summary>
    public static int New(string name, string[] roles, TextWriter output)
    {
        var key = ApiKey.Create();
        var entry = new KeyOptions { Name = name, Hash = ApiKey.Hash(key) };
        var options = new SecurityOptions { Keys = { entry } };
        foreach (var role in roles)
        {
            entry.Roles.Add(role);
        }

        if (new SecurityOptionsCheck().Validate(null, options).Failures is { } failures)
        {
            throw new UsageException(string.Join(Environment.NewLine, failures).Replace("Security:Keys:0:Name", "--name", StringComparison.Ordinal).Replace("Security:Keys:0:Roles", "--role", StringComparison.Ordinal));
        }

        output.WriteLine(key);
        output.WriteLine();
        output.WriteLine("This is the only time it is shown. The configuration gets its hash (N is the next free number):");
        output.WriteLine($"  Security__Keys__N__Name={name}");
        output.WriteLine($"  Security__Keys__N__Hash={entry.Hash}");
        for (var i = 0; i < roles.Length; i++)
        {
            output.WriteLine($"  Security__Keys__N__Roles__{i}={roles[i]}");
        }

        return ExitCode.Success;
    }

    /// <summary>Hashes a key.</summary>
    public static int HashOf(TextReader input, TextWriter output)
    {
        var key = input.ReadLine()?.Trim() ?? "";
        if (key.Length < ApiKey.Shortest)
        {
            throw new UsageException($"A key must have at least {ApiKey.Shortest} characters; fakenews keys new makes one.");
        }

        output.WriteLine(ApiKey.Hash(key));
        return ExitCode.Success;
    }
}
