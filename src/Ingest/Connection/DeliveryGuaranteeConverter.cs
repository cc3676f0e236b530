using System.ComponentModel;
using System.Globalization;

namespace FakeNews.Ingest.Connection;

/// <summary>Reads <c>exactly-once</c>, <c>at-least-once</c> and <c>auto</c>, as settings and the command line spell them.</summary>
public sealed class DeliveryGuaranteeConverter : EnumConverter
{
    /// <summary>Creates the converter.</summary>
    public DeliveryGuaranteeConverter()
        : base(typeof(DeliveryGuarantee))
    {
    }

    /// <inheritdoc/>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? base.ConvertFrom(context, culture, text.Replace("-", string.Empty, StringComparison.Ordinal)) : base.ConvertFrom(context, culture, value);
}
