namespace FakeNews.Trainer.Packages;

/// <summary>Short texts written for this project; a package carries their ids and logits, so that whoever loads it can tell whether it computes the same.</summary>
internal static class GoldenSentences
{
    public static IReadOnlyList<string> All { get; } =
    [
        "The town council approved a new budget for road repairs on Tuesday.",
        "You won't believe what this mayor said about the school lunch program!",
        "Rain is expected in the north of the country until the weekend, forecasters said.",
        "SHOCKING: secret memo proves they have been lying to all of us the whole time",
        "The central bank left its main interest rate unchanged at 3.25 percent.",
        "A court in the capital adjourned the hearing until 14 March, a clerk said.",
        "Wake up, people. The media will never show you this video, and now we know why.",
        "Two cargo ships collided outside the harbour; nobody was hurt.",
        "Doctors hate this: one simple kitchen spice cures everything, insiders admit.",
        "The foreign ministers of both countries met for an hour and agreed to meet again.",
        "This disgusting liar just got exactly what he deserved, and it is hilarious.",
        "Parliament voted 212 to 180 in favour of the amendment after a long debate.",
        "Shares of the carmaker fell 4.1% after it lowered its forecast for the year.",
        "Everyone is talking about the senator's unhinged rant. It's worse than you think!",
        "The museum will open an hour later than usual next Monday because of maintenance.",
        "A spokeswoman for the ministry declined to comment on the report.",
        "They want to take away your freedom, and nobody in Washington has the guts to stop them.",
        "Water boils at a lower temperature on high mountains than at the sea.",
        "Officials said the bridge, closed since April, would reopen to traffic within weeks.",
        "BREAKING: what she did next left the whole room speechless...",
    ];
}
