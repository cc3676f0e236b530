using Microsoft.AspNetCore.Authorization;

namespace FakeNews.Silo.Security;

/// <summary>What a door asks for.</summary>
/// <param name="Roles">One of these roles.</param>
/// <param name="ChangesNothing">True where <see cref="SecurityOptions.OpenReads"/> opens it to anybody.</param>
/// <param name="OnlyDoors">True for the rule of doors that have none: a request that leads nowhere is not theirs.</param>
internal sealed record DoorRequirement(string[] Roles, bool ChangesNothing, bool OnlyDoors = false) : IAuthorizationRequirement;
