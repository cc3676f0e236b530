namespace FakeNews.Grains.Models;

/// <summary>What a model was trained on, so that a run can be told from another.</summary>
/// <param name="Description">In words, e.g. <c>isot_bodies, titles</c>.</param>
/// <param name="Sha256">sha256 over the rows (id, label, text) in reading order.</param>
/// <param name="Split">How it was split, e.g. <c>stratified 70:15:15, seed 42, grouped by title</c>.</param>
/// <param name="Rows">Rows of training, validation and held-out part.</param>
public sealed record DataFingerprint(string Description, string Sha256, string Split, RowCounts Rows);
