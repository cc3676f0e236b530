namespace FakeNews.Trainer.Baselines;

/// <summary>
/// The penalised logistic loss and its minimum by Newton's method; each step's equations are solved by conjugate gradients as far as the step deserves
/// (Nocedal and Wright 2006, "Numerical Optimization", algorithm 7.1). A point has one number for each column and the intercept last.
/// </summary>
internal sealed class LogisticLoss(SparseRows rows, int[] labels, double[] costs)
{
    private const int MostSteps = 200;
    private readonly double[] _curvatures = new double[labels.Length];

    /// <summary>The point of least loss, to the precision of the arithmetic.</summary>
    public double[] Minimize()
    {
        var point = new double[rows.ColumnCount + 1];
        var gradient = new double[point.Length];
        var loss = Evaluate(point, gradient);
        var first = Norm(gradient);
        for (var step = 0; step < MostSteps && Norm(gradient) > 1e-13 * Math.Max(1, first); step++)
        {
            var size = Norm(gradient);
            var direction = Solve(gradient, size * Math.Min(0.1, Math.Sqrt(size / Math.Max(1, first))));
            var slope = Dot(gradient, direction);
            var (candidate, candidateGradient) = (new double[point.Length], new double[point.Length]);
            var length = 1.0;
            double reached;
            while (true)
            {
                for (var i = 0; i < point.Length; i++)
                {
                    candidate[i] = point[i] + (length * direction[i]);
                }

                reached = Evaluate(candidate, candidateGradient);
                if (reached <= loss + (1e-4 * length * slope) || length < 1e-10)
                {
                    break;
                }

                length /= 2;
            }

            // Near the minimum the loss no longer tells better from worse, but its gradient does.
            if (reached > loss && Norm(candidateGradient) >= size)
            {
                break;
            }

            var isStuck = reached >= loss && Norm(candidateGradient) >= 0.5 * size;
            (point, gradient, loss) = (candidate, candidateGradient, reached);
            if (isStuck)
            {
                break;
            }
        }

        return point;
    }

    private static double Dot(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
        {
            sum += one[i] * other[i];
        }

        return sum;
    }

    private static double Norm(double[] vector) => Math.Sqrt(Dot(vector, vector));

    /// <summary>The loss, its gradient, and each row's curvature for <see cref="Product"/>.</summary>
    private double Evaluate(double[] point, double[] gradient)
    {
        var penalised = point.AsSpan(..^1);
        penalised.CopyTo(gradient);
        var loss = 0.0;
        foreach (var weight in penalised)
        {
            loss += weight * weight / 2;
        }

        var intercept = 0.0;
        for (var row = 0; row < labels.Length; row++)
        {
            var decision = rows.Dot(row, penalised) + point[^1];
            var margin = labels[row] == 1 ? decision : -decision;
            loss += costs[row] * (Math.Max(0, -margin) + Log1P(Math.Exp(-Math.Abs(margin))));
            var probability = 1 / (1 + Math.Exp(-decision));
            var pull = costs[row] * (probability - labels[row]);
            _curvatures[row] = costs[row] * probability * (1 - probability);
            rows.AddTo(row, pull, gradient);
            intercept += pull;
        }

        gradient[^1] = intercept;
        return loss;
    }

    private static double Log1P(double value) => value < 1e-5 ? value - (value * value / 2) : Math.Log(1 + value);

    /// <summary>The second derivatives at the point evaluated last, times a vector.</summary>
    private void Product(double[] vector, double[] result)
    {
        var penalised = vector.AsSpan(..^1);
        penalised.CopyTo(result);
        var intercept = 0.0;
        for (var row = 0; row < labels.Length; row++)
        {
            var pull = _curvatures[row] * (rows.Dot(row, penalised) + vector[^1]);
            rows.AddTo(row, pull, result);
            intercept += pull;
        }

        result[^1] = intercept;
    }

    private double[] Solve(double[] gradient, double tolerance)
    {
        var solution = new double[gradient.Length];
        var residual = gradient.Select(static value => -value).ToArray();
        var (search, product) = ((double[])residual.Clone(), new double[gradient.Length]);
        var squared = Dot(residual, residual);
        for (var i = 0; i < 500 && Math.Sqrt(squared) > tolerance; i++)
        {
            Product(search, product);
            var curvature = Dot(search, product);
            if (curvature <= 0)
            {
                break;
            }

            var length = squared / curvature;
            for (var k = 0; k < solution.Length; k++)
            {
                solution[k] += length * search[k];
                residual[k] -= length * product[k];
            }

            var next = Dot(residual, residual);
            for (var k = 0; k < search.Length; k++)
            {
                search[k] = residual[k] + (next / squared * search[k]);
            }

            squared = next;
        }

        return solution;
    }
}
