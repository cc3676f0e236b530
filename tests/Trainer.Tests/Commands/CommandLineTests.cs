namespace FakeNews.Trainer.Tests.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_shows_an_example()
    {
        var (code, output, _) = await TrainerProgram.Run("train", "--help");

        Assert.Equal(0, code);
        Assert.Contains("fakenews-trainer train --preset demo", output, StringComparison.Ordinal);
        Assert.Contains("--resume", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train --output x", "--data")]
    [InlineData("train --data no-such-folder --output x", "There is no folder no-such-folder")]
    [InlineData("train --data . --output x --epochs 0", "--epochs must be 1 or more.")]
    [InlineData("train --data . --output x --maximum-tokens 513", "--maximum-tokens must be from 2 to 512.")]
    [InlineData("train --data . --output x --run no-such-run --finish", "isot")]
    [InlineData("train --data . --output x --preset none", "none")]
    [InlineData("train --data . --output x --preset study", "--from names its folder")]
    [InlineData("train a.csv --output x --freeze 7", "--freeze lists '7'")]
    [InlineData("train a.csv --output x --class-weights 0,1", "--class-weights is '0,1'")]
    [InlineData("train a.csv --output x --layer-decay 2", "--layer-decay must be above 0 and at most 1.")]
    [InlineData("train a.csv --output x --seeds 1,1", "--seeds lists '1,1'")]
    [InlineData("train a.csv --output x --structure no-such.json", "There is no file no-such.json")]
    [InlineData("train a.csv --output x --structure no-such.json --from .", "leave --structure away")]
    [InlineData("train --data . --output x --leave-out celebrity", "--leave-out belongs to a recipe of several sets")]
    [InlineData("train --data . --output x --leave-one-out", "--leave-one-out needs a recipe that learns several sets")]
    [InlineData("train --data . --output x --preset variety --leave-one-out", "needs two or more of horne2017")]
    [InlineData("train --data . --output x --preset variety --leave-one-out --seeds 1,2", "--seeds and --leave-one-out")]
    [InlineData("train --data . --output x --preset variety --leave-out liar", "--leave-out names one of the sets")]
    [InlineData("train --data . --output x --preset variety --isot-share 1", "--isot-share must be from 0 to below 1.")]
    [InlineData("train --data . --output x --preset variety --isot-margin 21", "--isot-margin must be from 0 to 20.")]
    [InlineData("train --data . --output x --preset variety --isot-middle -21", "--isot-middle must be from -20 to 20.")]
    [InlineData("train --data . --output x --preset variety --flag 0.4", "--flag must be from 0.5 to below 1.")]
    [InlineData("train --data . --output x --preset variety --windows 1", "--windows must be 10 or more.")]
    [InlineData("train --data . --output x --preset variety --taught 2", "--taught must be from 0 to 1.")]
    [InlineData("train --data . --output x --preset variety --class-weights balanced", "--class-weights don't go with a teacher")]
    [InlineData("train --data . --output x --start no-such-package", "There is no no-such-package")]
    [InlineData("train a.csv --output x --masks capes", "--masks takes all, none, or some of")]
    [InlineData("train a.csv --output x", "There is no file a.csv.")]
    [InlineData("serve Trainer:Data=.", "Trainer:BootstrapServers is empty")]
    [InlineData("serve Trainer:BootstrapServers=x:1", "Trainer:Data is empty; Trainer:Data names the folder")]
    [InlineData("serve Trainer:BootstrapServers=x:1 Trainer:Data=. Trainer:Gate:BetterWith=2", "Gate:BetterWith must be from 0.5 to 1.")]
    [InlineData("serve Trainer:BootstrapServers=x:1 Trainer:Data=. Trainer:NewLabels=many", "many")]
    [InlineData("serve Trainer:NewLables=3", "There is no setting Trainer:NewLables")]
    [InlineData("serve nonsense", "nonsense is no setting")]
    public async Task Bad_input_is_one_sentence_and_exit_code_2(string arguments, string sentence)
    {
        var (code, _, error) = await TrainerProgram.Run(arguments.Split(' '));

        Assert.Equal(2, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }
}
