using FakeNews.Grains.Devices;

namespace FakeNews.Grains.Tests.Devices;

public sealed class DeviceNamesTests
{
    [Theory]
    [InlineData("silo/cpu0", "silo", "cpu0")]
    [InlineData("rack 1/silo/cuda3", "rack 1/silo", "cuda3")]
    public void A_key_is_read_back_as_written(string text, string silo, string device)
    {
        Assert.True(DeviceKey.TryParse(text, out var key));
        Assert.Equal(new DeviceKey(silo, device), key);
        Assert.Equal(text, key.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("silo")]
    [InlineData("/cpu0")]
    [InlineData("silo/")]
    public void What_names_no_device_is_no_key(string? text) => Assert.False(DeviceKey.TryParse(text, out _));

    [Fact]
    public void Metadata_is_read_back_as_written()
    {
        DeviceDescription[] devices = [new("cpu0", DeviceKind.Cpu, 0, 2, 1), new("cuda1", DeviceKind.Cuda, 1, 3, 0)];

        Assert.Equal(devices, DeviceMetadata.Parse(DeviceMetadata.Format([.. devices])));
    }

    [Fact]
    public void Metadata_of_another_version_is_read_as_far_as_it_goes()
    {
        Assert.Equal([new("cpu0", DeviceKind.Cpu, 0, 2, 1)], DeviceMetadata.Parse("cpu0:Cpu:0:2:1:more;npu0:Npu:0:1:1;cpu1:Cpu:0:0:1;;x"));
        Assert.Empty(DeviceMetadata.Parse(null));
    }

    [Fact]
    public void A_cpu_is_one_device_with_a_lane_for_each_core()
    {
        Assert.Equal([new("cpu0", DeviceKind.Cpu, 0, Environment.ProcessorCount, 1)], DeviceInventory.Discover(new() { Kind = DeviceKind.Cpu }));
        Assert.Equal(3, DeviceInventory.Discover(new() { Kind = DeviceKind.Cpu, Lanes = 3 })[0].Lanes);
    }

    [Fact]
    public void Each_senseless_setting_has_its_sentence()
    {
        var options = new DevicesOptions
        {
            Lanes = 0,
            Ahead = -1,
            RunDeadline = TimeSpan.Zero,
            MaximumReroutes = -1,
            LoadFreshFor = TimeSpan.Zero,
            SuspectFor = TimeSpan.Zero,
            Kind = (DeviceKind)9,
            Cuda = { -1, -1 },
        };

        Assert.Equal(9, new DevicesOptionsValidation().Validate(null, options).Failures!.Count());
        Assert.True(new DevicesOptionsValidation().Validate(null, new()).Succeeded);
    }
}
