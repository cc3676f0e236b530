using System.Text.Json;
using Confluent.Kafka;
using FakeNews.Chaos.Auditing;

namespace FakeNews.Chaos.Reading;

/// <summary>Makes a <see cref="ResultRecord"/> of a record on a topic of results, by the contract that DESIGN.md names and with no code of the product.</summary>
public static class ResultReading
{
    /// <summary>Reads one record; what can't be read answers nothing, and the auditor says so.</summary>
    /// <param name="kind">The topic.</param>
    /// <param name="record">The record.</param>
    /// <param name="articles">Name of the articles topic: a result of another topic's article answers nothing here.</param>
    public static ResultRecord Read(ResultKind kind, ConsumeResult<byte[]?, byte[]?> record, string articles)
    {
        ArgumentNullException.ThrowIfNull(record);
        var bare = new ResultRecord
        {
            Kind = kind,
            Partition = record.Partition.Value,
            Offset = record.Offset.Value,
            Timestamp = record.Message.Timestamp.UtcDateTime,
            InputPartition = -1,
            InputOffset = -1,
        };
        return kind == ResultKind.DeadLetter ? Letter(bare, record.Message, articles) : Verdict(bare, record.Message.Value, articles);
    }

    private static ResultRecord Letter(ResultRecord bare, Message<byte[]?, byte[]?> message, string articles) =>
        ChaosHeaders.Last(message.Headers, "original-topic") != articles
            ? bare
            : bare with
            {
                InputPartition = (int)ChaosHeaders.Number(message.Headers, "original-partition"),
                InputOffset = ChaosHeaders.Number(message.Headers, "original-offset"),
                Id = ChaosHeaders.Last(message.Headers, ChaosHeaders.Kind) is null ? null : InputReading.Id(message.Value),
            };

    private static ResultRecord Verdict(ResultRecord bare, byte[]? value, string articles)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            var verdict = document.RootElement;
            var read = bare with
            {
                Id = Text(verdict, "articleId"),
                Label = Text(verdict, "label"),
                FakeProbability = verdict.TryGetProperty("fakeProbability", out var probability) ? probability.GetDouble() : null,
                IsFlagged = Text(verdict, "decision") is "flag" or "review",
                Model = verdict.TryGetProperty("model", out var model) ? Text(model, "sha256") : null,
            };
            return verdict.TryGetProperty("input", out var input) && Text(input, "topic") == articles
                ? read with { InputPartition = input.GetProperty("partition").GetInt32(), InputOffset = input.GetProperty("offset").GetInt64() }
                : read;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentNullException)
        {
            return bare;
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
