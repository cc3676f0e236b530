namespace FakeNews.Chaos.Silos;

/// <summary>Where a silo of a run lives.</summary>
/// <param name="Name">Its name; the transactional id is made of it.</param>
/// <param name="Folder">Its working folder.</param>
/// <param name="HttpPort">Port of its API.</param>
/// <param name="SiloPort">Port between silos.</param>
/// <param name="GatewayPort">Port for Orleans clients.</param>
public sealed record SiloPlace(string Name, string Folder, int HttpPort, int SiloPort, int GatewayPort)
{
    /// <summary>Folder of its state: models and grain state.</summary>
    public string StateFolder => Path.Combine(Folder, "state");

    /// <summary>The file that switches the fault points of its lanes; absent: none.</summary>
    public string FaultFile => Path.Combine(Folder, "lane-faults.txt");

    /// <summary>The file that sets its clock, where libfaketime is there.</summary>
    public string ClockFile => Path.Combine(Folder, "clock.txt");

    /// <summary>Its output.</summary>
    public string Log => Path.Combine(Folder, "output.log");
}
