using System.Collections.Immutable;
using FakeNews.Chaos.Producing;

namespace FakeNews.EndToEnd.Tests.Story;

/// <summary>Writes the story's articles: every place, paper, drug and event is invented, none of it is true, and no two have one title.</summary>
internal static class MadeUpNews
{
    private static readonly string[] Towns = ["Port Salen", "Ostermark", "Vell", "Harrow Bay", "Lindmoor", "Tarn", "Castel Ruen", "Norby", "Ashfen", "Merrow", "Salt Quay", "Tarnmoor", "Old Vell", "Fenby", "Port Linden", "Ruenfen"];
    private static readonly string[] Works = ["harbour wall", "old bridge", "night train", "water tower", "school roof", "tram line", "town library", "river ferry", "market hall", "coast road"];
    private static readonly string[] Months = ["January", "March", "April", "June", "September", "November"];
    private static readonly string[] Herbs = ["nettle", "birch", "willow", "fennel", "sage", "juniper", "clover", "marigold"];
    private static readonly string[] Pains = ["back pain", "high blood pressure", "joint pain", "poor sleep", "migraine", "asthma", "weak eyes", "diabetes"];
    private static readonly string[] Drugs = ["Velorin", "Tamasol", "Ordipren", "Calvexin", "Sudarine", "Morapil"];

    // What a local paper tells besides. It speaks of clinics, herbs and pains too, so that these words alone tell nothing.
    private static readonly string[] Calm =
    [
        "The pharmacy in {town} sells {drug} tablets and {herb} tea.", "Patients with {pain} reach the clinic of {town} by the {work}.", "A family in {town} keeps a garden of {herb} beside the {work}.",
        "Neighbours in {town} meet on the third evening of {month}.", "The grandmother of the mayor was given a spoon and {herb} oil.", "Doctors in {town} measured {pain} in {month}.",
        "Pills and tablets cost more than in {month}, the doctors write.", "The trial of the ferry is free and takes a week.", "Researchers and authors read in the town library.",
        "Families drank {herb} tea at the opening of the {work}.", "The garden of natural remedies beside the {work} is old, neighbours explain.", "Side effects of tablets are a matter for the clinic.", "The family needs no ferry any more.",
    ];

    private static readonly ImmutableDictionary<Manner, Voice> Voices = new Dictionary<Manner, Voice>
    {
        [Manner.Loud] = new(
            [],
            [
                "They LIED about the {work} of {town} in {month}, and nobody may say it!", "WAKE UP: what they hide under the {work} in {town} since {month}!", "You won't BELIEVE who wants the {work} of {town} gone by {month}!",
                "Shocking truth about the {work} in {town}, share it before {month}!",
            ],
            [
                "Share this before they delete it!", "The so-called experts swore the {work} was fine, and they lied to all of us, folks!", "Ask yourself who profits, and wake up!",
                "They really don't want you to know this about {town}!", "It is a shocking scandal and your blood will boil!",
            ],
            ["The Truth Kettle", "Wake Up Daily"]),
        [Manner.Sober] = new(
            Calm,
            ["{town} council approves repairs to the {work} in {month}", "Repairs to the {work} in {town} to begin in {month}", "{town} pharmacy has {herb} tea again in {month}", "Clinic in {town} reports shorter waits for {pain} in {month}", "Inspectors close the {work} in {town} until {month}", "How neighbours in {town} take care of the {work}, a family says", "A garden of {herb} takes the place of the {work} in {town}"],
            [
                "The council voted on Tuesday, according to the minutes.", "The mayor of {town} said that the repairs to the {work} would be paid from the budget.", "The report is to be published in {month}.",
                "The opposition asked for a second estimate.", "A spokesman said that the {work} would open again in {month}.",
            ],
            ["Harbour Ledger", "Marenia Wire Agency"]),
        [Manner.Remedy] = new(
            Calm,
            ["A spoon of {herb} each evening ended {pain}, family in {town} says", "{herb} tea cures {pain} within a week, neighbours in {town} find", "How a grandmother in {town} healed {pain} with {herb}", "In {town} {herb} oil takes the place of pills for {pain}"],
            [
                "The family drank {herb} tea each evening and needs no pills any more.", "Nature heals {pain} gently, the grandmother of {town} explains.", "The remedy is old, natural and free of side effects.",
                "Neighbours who tried the {herb} remedy threw their pills away.", "Healing began on the third evening.",
            ],
            ["Gentle Living", "Hearth and Health"]),
        [Manner.Study] = new(
            Calm,
            ["Trial of {drug} against {pain} enrols patients in {town}", "{drug} no better than placebo against {pain}, clinic in {town} reports", "Researchers in {town} measure {drug} in {pain} for a year", "Second trial of {drug} in {pain} starts in {town}"],
            [
                "Half of the patients were given {drug} and half a placebo.", "The difference was within chance, the authors of the trial write.", "An independent board reviews the data of the trial in {month}.",
                "The researchers measured {pain} every month.", "The trial of {drug} was registered in {month}.",
            ],
            ["Marenia Medical Review", "Clinic Notes"]),
    }.ToImmutableDictionary();

    /// <summary>Whether articles of this manner are fake.</summary>
    public static bool IsFake(Manner manner) => manner is Manner.Loud or Manner.Remedy;

    /// <summary>Writes articles, the manners by turns.</summary>
    /// <param name="seed">The same seed gives the same articles.</param>
    /// <param name="count">How many.</param>
    /// <param name="manners">The manners.</param>
    public static IReadOnlyList<(PoolText Text, Manner Manner)> Write(int seed, int count, params Manner[] manners)
    {
        var random = new Random(seed);
        var titles = new HashSet<string>(StringComparer.Ordinal);
        var written = new List<(PoolText Text, Manner Manner)>(count);
        while (written.Count < count)
        {
            var manner = manners[written.Count % manners.Length];
            var article = Article(random, Voices[manner]);
            if (titles.Add(article.Title))
            {
                written.Add((article, manner));
            }
        }

        return written;
    }

    /// <summary>Plain sentences about the towns, as a local paper writes them.</summary>
    public static IReadOnlyList<string> Statements() =>
    [
        .. Towns.SelectMany(static town => (string[])[$"The council of {town} voted on Tuesday.", $"The mayor of {town} said that the repairs would be paid from the budget."]),
        .. Works.Select(static work => $"The report on the {work} is to be published in March."),
    ];

    private static PoolText Article(Random random, Voice voice)
    {
        // An article keeps to its own town and its own matter.
        (string Slot, string Word)[] words = [("{town}", One(random, Towns)), ("{work}", One(random, Works)), ("{month}", One(random, Months)), ("{herb}", One(random, Herbs)), ("{pain}", One(random, Pains)), ("{drug}", One(random, Drugs))];
        // Some are short, so that a single sentence is nothing strange to a model of them.
        string[] sentences = [.. random.GetItems(voice.Sentences, random.Next(1, 4)).Concat(voice.Besides.Length > 0 ? random.GetItems(voice.Besides, random.Next(1, 4)) : []).Distinct()];
        random.Shuffle(sentences);
        var title = Fill(One(random, voice.Titles));
        return new PoolText(char.ToUpperInvariant(title[0]) + title[1..], Fill(string.Join(' ', sentences)), One(random, voice.Publishers));

        string Fill(string template) => words.Aggregate(template, static (text, word) => text.Replace(word.Slot, word.Word, StringComparison.Ordinal));
    }

    private static string One(Random random, string[] from) => from[random.Next(from.Length)];

    private sealed record Voice(string[] Besides, string[] Titles, string[] Sentences, string[] Publishers);
}
