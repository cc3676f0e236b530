return await FakeNews.Silo.Commands.FakeNewsCommand.RunAsync(args);
